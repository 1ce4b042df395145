// Starts the page: takes a token out of the address, loads the decoder, closes the network, and only then
// accepts input.
//
// Importing this file does nothing; `boot` does. The single file's worker runs this text too.

// The token that the address brought. The page reads it from its element, once (see `handOver`).
// Undefined once the page has given up.
let taken = "";

function clearFragment() {
  try {
    history.replaceState(null, "", location.href.split("#")[0]);
  } catch {
    // A document without an address of its own, such as a sandboxed frame, cannot change it.
  }
}

// Takes a token out of the address before anything is loaded or awaited. However long loading takes, the
// token is neither on the screen nor in this entry of the history.
function takeToken() {
  const { hash } = location;
  if (!/[#&]token=/.test(hash)) return;
  if (taken !== undefined) taken = hash;
  clearFragment();
}

// Puts the token where the page looks for it: see src/browser/root.rs.
function handOver() {
  Object.defineProperty(document.getElementById("app"), "hash", {
    get() {
      const hash = taken;
      if (hash) taken = "";
      return hash;
    },
  });
}

// The service worker, which keeps the page's files for visits without a network.
const SERVICE_WORKER = "sw.js";

// The address of the worker that reads long texts, once there is one.
let worker;

// Allows the only two script addresses that this page makes from text. Taking the one name that the
// policy allows, once, leaves nobody else a way to make another.
let trusted = (address) => address;

function claimTrustedTypes() {
  const policy = globalThis.trustedTypes?.createPolicy("sa-token", {
    createScriptURL(address) {
      if (address === worker || address === SERVICE_WORKER) return address;
      throw new TypeError("No other script address is allowed here.");
    },
  });
  if (policy) trusted = (address) => policy.createScriptURL(address);
}

// Returns a function that has a text read by a worker of its own, one at a time: a second call ends the
// first worker, and a call without a text does only that. A worker frees its memory when it ends. Its
// script is a blob, so that the page's policy covers it and no request is made. `type` is "module" if
// the script exports something.
function makeReader(script, type) {
  worker = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const address = trusted(worker);
  let running;
  return (module, bytes, now, done) => {
    running?.terminate();
    running = undefined;
    if (bytes === undefined) return;
    const reader = new Worker(address, { type });
    running = reader;
    const answer = (report) => {
      reader.terminate();
      done(report);
    };
    reader.onmessage = ({ data }) => answer(data);
    // Out of memory, mostly. The error is not shown: it could hold a part of the text.
    reader.onerror = (event) => {
      event.preventDefault();
      answer();
    };
    reader.postMessage([module, bytes, now], [bytes.buffer]);
  };
}

// How long the page waits for its service worker to be registered, in milliseconds. This takes one
// request; on a network that stalls, an answer matters more than a copy.
const REGISTRATION_MILLISECONDS = 10_000;

// Registers the service worker on the first visit, so that its script is here before the network is
// closed. It then keeps the page's files by itself. On later visits there is nothing to wait for: the
// browser looks for a newer version on its own.
async function registerServiceWorker() {
  const { serviceWorker } = navigator;
  if (!serviceWorker || !document.querySelector("link[rel=manifest]")) return;
  serviceWorker.oncontrollerchange = () => {
    document.getElementById("updated").hidden = false;
  };
  if (serviceWorker.controller) return;
  await serviceWorker.register(trusted(SERVICE_WORKER));
}

// Not every browser or site keeps anything, and the page does not need it.
function tryToRegisterServiceWorker() {
  const timeout = new Promise((resolve) => setTimeout(resolve, REGISTRATION_MILLISECONDS));
  return Promise.race([registerServiceWorker().catch(() => {}), timeout]);
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

function everythingLoaded() {
  return new Promise((resolve) => {
    if (document.readyState === "complete") resolve();
    else addEventListener("load", resolve, { once: true });
  });
}

// Throws if the stylesheet failed to load or has another digest: without it the page would show what
// it covers. Browsers then have no sheet, or an empty one.
function requireStyles() {
  for (const { sheet } of document.querySelectorAll("link[rel=stylesheet]")) {
    if (!sheet?.cssRules.length) throw new TypeError("The stylesheet could not be loaded.");
  }
}

async function start(load) {
  const { init, mount, wasm, script, type } = await load();
  // At the same time: one waits for the network, the other for the processor.
  await Promise.all([tryToRegisterServiceWorker(), init({ module_or_path: wasm })]);
  const reader = makeReader(script, type);
  await everythingLoaded();
  requireStyles();
  tightenPolicy();
  const isWarned = await warnOfOthers();
  handOver();
  mount(undefined, { reader });
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
function watchForPanics() {
  addEventListener("error", (event) => {
    if (event.error instanceof WebAssembly.RuntimeError) giveUp();
  });
  addEventListener("unhandledrejection", (event) => {
    if (event.reason instanceof WebAssembly.RuntimeError) giveUp();
  });
}

// Cancels every navigation that the person did not start, since no Content-Security-Policy stops one.
// Navigations within this page are allowed, and so is saving a file that the page itself made. This
// needs the Navigation API, which does not report new windows. In a frame, the page around is in
// charge: it may navigate the frame, and can restrict where it goes by `frame-src`.
function cancelNavigations() {
  if (parent !== window) return;
  globalThis.navigation?.addEventListener("navigate", (event) => {
    const { destination, downloadRequest, userInitiated } = event;
    const isOwnFile = typeof downloadRequest === "string" && destination.url.startsWith("blob:");
    if (!userInitiated && !destination.sameDocument && !isOwnFile) event.preventDefault();
  });
}

// Starts the page. `load` returns a promise of the decoder: its functions `init` and `mount`, its `wasm`,
// and the text and the type of the `script` that reads a long text in a worker.
export function boot(load) {
  takeToken();
  // A token may also come later. This listener runs before the page's own.
  addEventListener("hashchange", takeToken);
  watchForPanics();
  cancelNavigations();
  claimTrustedTypes();
  start(load).catch(giveUp);
}
