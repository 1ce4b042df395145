// A site by Docusaurus.

export default {
  title: "A site by Docusaurus",
  url: "http://127.0.0.1",
  baseUrl: "/",
  onBrokenLinks: "throw",
  scripts: ["/hear.js", { src: "/embed/sa-token-decoder.mjs", type: "module" }],
  stylesheets: ["/far.css"],
  presets: [["classic", { docs: { routeBasePath: "/", sidebarPath: undefined }, blog: false, pages: false }]],
};
