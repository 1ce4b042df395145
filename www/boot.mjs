// Starts the page: loads the decoder, closes the network, and only then lets anybody type.
//
// It is a file of its own because the page's policy allows no inline script, and it is the only
// script that the page has beside the glue of the wasm module. Trunk writes the addresses of both
// into the script element (see `pattern_script` in Trunk.toml).

// Nothing that this page does needs a script address made from text. Taking the one name that the
// policy allows, once, leaves nobody else a way to make one.
globalThis.trustedTypes?.createPolicy("sa-token", {
  createScriptURL() {
    throw new TypeError("No script address is allowed here.");
  },
});

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
  const { js, wasm } = document.querySelector("script[data-js]").dataset;
  const decoder = await import(new URL(js, document.baseURI).href);
  await decoder.default({ module_or_path: new URL(wasm, document.baseURI) });
  await everythingLoaded;
  tightenPolicy();
  decoder.mount();
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
