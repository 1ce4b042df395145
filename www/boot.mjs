// Starts the page: loads the decoder, closes the network, and only then lets anybody type.
//
// It is a file of its own because the page's policy allows no inline script, and it is the only
// script that the page has beside the glue of the wasm module. Trunk writes the addresses of both
// into the script element (see `pattern_script` in Trunk.toml).

// Takes a token out of the address before this script loads or awaits anything. However long that
// takes, the token is neither on the screen nor in this entry of the history. The page reads it from
// its element instead, once (see `handOver`). Undefined once the page has given up.
let taken = "";

function clearFragment() {
  try {
    history.replaceState(null, "", location.href.split("#")[0]);
  } catch {
    // A document without an address of its own, such as a sandboxed frame, cannot change it.
  }
}

function takeToken() {
  const { hash } = location;
  if (!/[#&]token=/.test(hash)) return;
  if (taken !== undefined) taken = hash;
  clearFragment();
}

takeToken();
// A token may also come later, while the page is loading or open. This listener runs before the page's own.
addEventListener("hashchange", takeToken);

// Puts the token where the page looks for it: see src/browser/place.rs.
function handOver() {
  Object.defineProperty(document.getElementById("app"), "hash", {
    get() {
      const hash = taken;
      if (hash) taken = "";
      return hash;
    },
  });
}

// What the worker does that reads long texts, behind the text of the glue.
const WORKER = `
onmessage = ({ data: [module, bytes, now] }) => {
  initSync({ module });
  const report = readApart(bytes, now);
  postMessage(report, [report.buffer]);
};`;

// The worker's address, once there is one.
let worker;

// Keeps the files of the page for visits without a network.
const SERVICE_WORKER = "sw.js";

// The two script addresses made from text that this page needs. Taking the one name that the policy
// allows, once, leaves nobody else a way to make one.
const policy = globalThis.trustedTypes?.createPolicy("sa-token", {
  createScriptURL(address) {
    if (address === worker || address === SERVICE_WORKER) return address;
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

// How long at most the page waits for its files to be kept, in milliseconds. They have just come, so
// this takes a moment; on a network that stalls, an answer is wanted more than a copy.
const PATIENCE = 10_000;

// Has the files kept, and a newer version of them fetched if there is one, before anything can be
// typed. The next visit is served from what is kept; a page that is open stays as it is.
async function keepFiles() {
  const { serviceWorker } = navigator;
  serviceWorker.oncontrollerchange = () => {
    document.getElementById("updated").hidden = false;
  };
  const address = policy?.createScriptURL(SERVICE_WORKER) ?? SERVICE_WORKER;
  const registration = await serviceWorker.register(address);
  if (registration.active) await registration.update();
  const { installing } = registration;
  if (!installing) return;
  await new Promise((resolve) => {
    installing.onstatechange = () => {
      if (["activated", "redundant"].includes(installing.state)) resolve();
    };
  });
}

// Not every browser or site keeps anything, and the page does not need it.
function tryToKeepFiles() {
  if (!document.querySelector("link[rel=manifest]")) return undefined;
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  return Promise.race([keepFiles().catch(() => {}), patience]);
}

// Opens the files with which an installed page was started, as if they were dropped on it.
function openFiles() {
  globalThis.launchQueue?.setConsumer(async ({ files: [handle] }) => {
    if (!handle) return;
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(await handle.getFile());
    const drop = new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true });
    document.querySelector(".app").dispatchEvent(drop);
  });
}

// In force beside the first policy, so that not even the page's own server can be told anything.
const AFTER_LOADING =
  "default-src 'none'; script-src 'wasm-unsafe-eval'; worker-src blob:; img-src data:";

function tightenPolicy() {
  const meta = document.createElement("meta");
  meta.httpEquiv = "Content-Security-Policy";
  meta.content = AFTER_LOADING;
  document.head.append(meta);
}

// Warns that another page opened this one or shows it in a frame, and waits for the button. Returns
// whether there was a warning.
//
// With our headers, this page is never in a frame, and no page of another host that opened it can
// reach it. Without them an opener can hide, so the absence of a warning proves nothing. embed.html is
// made for frames and has no such element.
async function warnOfOthers() {
  const warning = document.getElementById("others");
  const isFramed = parent !== window;
  if (!warning || !(isFramed || opener)) return false;
  document.getElementById(isFramed ? "others-framed" : "others-opened").hidden = false;
  document.getElementById("token").placeholder = "";
  const [address] = location.href.split("#");
  warning.querySelector("a").href = address;
  warning.hidden = false;
  await new Promise((resolve) => {
    warning.querySelector("button").onclick = resolve;
  });
  warning.hidden = true;
  return true;
}

const everythingLoaded = new Promise((resolve) => {
  if (document.readyState === "complete") resolve();
  else addEventListener("load", resolve, { once: true });
});

// Throws if the stylesheet failed to load or has another digest: without it the page would show what
// it covers. Browsers then have no sheet, or an empty one.
function requireStyles() {
  for (const { sheet } of document.querySelectorAll("link[rel=stylesheet]")) {
    if (!sheet?.cssRules.length) throw new TypeError("The stylesheet could not be loaded.");
  }
}

async function start() {
  // Load. In the single file www/single/load.mjs stands here instead.
  // Only the built site has digests. Not every browser checks the one of `modulepreload`, so the text
  // of the glue is checked before it runs.
  const { js, wasm, jsIntegrity, wasmIntegrity } =
    document.querySelector("script[data-js]").dataset;
  const address = new URL(js, document.baseURI).href;
  const [glue, module] = await Promise.all([
    fetch(address, { integrity: jsIntegrity }).then((response) => response.text()),
    fetch(new URL(wasm, document.baseURI), { integrity: wasmIntegrity }),
  ]);
  const decoder = await import(address);
  await decoder.default({ module_or_path: module });
  await tryToKeepFiles();
  // Loaded.
  const reader = makeReader(glue);
  await everythingLoaded;
  requireStyles();
  tightenPolicy();
  const isWarned = await warnOfOthers();
  handOver();
  decoder.mount(reader);
  // Once the page is there: it is put in after this.
  setTimeout(() => {
    openFiles();
    // The button that had the focus is hidden now.
    if (isWarned) document.getElementById("token")?.focus();
  });
}

// Says in one plain sentence that the page cannot go on. The error itself is not shown: it could
// hold a part of what was pasted.
function giveUp() {
  taken = undefined;
  if (location.hash) clearFragment();
  // This script may run before the rest of the page is parsed.
  if (document.readyState === "loading") return addEventListener("DOMContentLoaded", giveUp);
  document.getElementById("app").hidden = true;
  document.getElementById("boot-failed").hidden = false;
}

// A panic in the wasm module arrives as one of these, and nothing works after it.
addEventListener("error", (event) => {
  if (event.error instanceof WebAssembly.RuntimeError) giveUp();
});
addEventListener("unhandledrejection", (event) => {
  if (event.reason instanceof WebAssembly.RuntimeError) giveUp();
});

// Cancels every navigation that the person did not start, since no Content-Security-Policy stops one.
// Navigations within this page are allowed, and so is saving a file that the page itself made. This
// needs the Navigation API, which does not report new windows. In a frame, the page around is in
// charge: it may navigate the frame, and can restrict where it goes by `frame-src`.
if (parent === window) {
  globalThis.navigation?.addEventListener("navigate", (event) => {
    const { destination, downloadRequest, userInitiated } = event;
    const isOwnFile = typeof downloadRequest === "string" && destination.url.startsWith("blob:");
    if (!userInitiated && !destination.sameDocument && !isOwnFile) event.preventDefault();
  });
}

start().catch(giveUp);
