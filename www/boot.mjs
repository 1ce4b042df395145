// Starts the page: loads the decoder, closes the network, and only then lets anybody type.
//
// It is a file of its own because the page's policy allows no inline script, and it is the only
// script that the page has beside the glue of the wasm module. Trunk writes the addresses of both
// into the script element (see `pattern_script` in Trunk.toml).

// What the worker does that reads long texts, behind the text of the glue.
const WORKER = `
onmessage = ({ data: [module, bytes, now] }) => {
  initSync({ module });
  const report = readApart(bytes, now);
  postMessage(report, [report.buffer]);
};`;

// The worker's address, once there is one.
let worker;

// The one script address made from text that this page needs is the worker's. Taking the one name
// that the policy allows, once, leaves nobody else a way to make one.
const policy = globalThis.trustedTypes?.createPolicy("sa-token", {
  createScriptURL(address) {
    if (address === worker) return address;
    throw new TypeError("No other script address is allowed here.");
  },
});

// Answers with a function that has a text read by a worker of its own, one at a time: called again,
// it ends the one before, and without a text that is all. A worker takes its memory with it when it
// goes. It is a blob, so that it is under the policy of this page, and there without a request.
function makeReader(glue) {
  worker = URL.createObjectURL(new Blob([glue, WORKER], { type: "text/javascript" }));
  const address = policy?.createScriptURL(worker) ?? worker;
  let running;
  return (module, bytes, now, done) => {
    running?.terminate();
    running = undefined;
    if (bytes === undefined) return;
    const reader = new Worker(address, { type: "module" });
    running = reader;
    const answer = (report) => {
      reader.terminate();
      done(report);
    };
    reader.onmessage = ({ data }) => answer(data);
    // Out of memory, mostly. What failed is not shown: it could hold a part of the text.
    reader.onerror = (event) => {
      event.preventDefault();
      answer();
    };
    reader.postMessage([module, bytes, now], [bytes.buffer]);
  };
}

// In force beside the first policy, so that not even the page's own server can be told anything.
const AFTER_LOADING =
  "default-src 'none'; script-src 'wasm-unsafe-eval'; worker-src blob:; style-src 'self'; img-src data:";

function tightenPolicy() {
  const meta = document.createElement("meta");
  meta.httpEquiv = "Content-Security-Policy";
  meta.content = AFTER_LOADING;
  document.head.append(meta);
}

const everythingLoaded = new Promise((resolve) => {
  if (document.readyState === "complete") resolve();
  else addEventListener("load", resolve, { once: true });
});

async function start() {
  // Load. In the single file www/single/load.mjs stands here instead.
  const { js, wasm } = document.querySelector("script[data-js]").dataset;
  const address = new URL(js, document.baseURI).href;
  const decoder = await import(address);
  await decoder.default({ module_or_path: new URL(wasm, document.baseURI) });
  const glue = await (await fetch(address, { cache: "force-cache" })).text();
  // Loaded.
  const reader = makeReader(glue);
  await everythingLoaded;
  tightenPolicy();
  decoder.mount(reader);
}

// Says in one plain sentence that the page cannot go on. The error itself is not shown: it could
// hold a part of what was pasted.
function giveUp() {
  document.getElementById("app").hidden = true;
  document.getElementById("boot-failed").hidden = false;
  if (location.hash) history.replaceState(null, "", location.pathname + location.search);
}

// A panic in the wasm module arrives as one of these, and nothing works after it.
addEventListener("error", (event) => {
  if (event.error instanceof WebAssembly.RuntimeError) giveUp();
});
addEventListener("unhandledrejection", (event) => {
  if (event.reason instanceof WebAssembly.RuntimeError) giveUp();
});

start().catch(giveUp);
