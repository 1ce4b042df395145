// Loaded before the page: notes each use of what could send, store or show something, and lets it
// be done all the same. The clipboard alone is replaced, since a browser without a person refuses it.
window.seen = [];

{
  const note = (what, words) => {
    window.seen.push([what, ...Array.from(words, (word) => String(word).slice(0, 200))]);
  };

  // A method or a constructor.
  const watch = (owner, name, what = name) => {
    const real = owner?.[name];
    if (typeof real !== "function") return;
    const watched = function (...words) {
      note(what, words);
      return new.target ? Reflect.construct(real, words) : Reflect.apply(real, this, words);
    };
    watched.prototype = real.prototype;
    Object.defineProperty(owner, name, { value: watched, writable: true, configurable: true });
  };

  // What is set, such as `document.cookie`.
  const watchSetter = (owner, name) => {
    const property = owner && Object.getOwnPropertyDescriptor(owner, name);
    if (!property?.set) return;
    const set = function (value) {
      note(name, [value]);
      property.set.call(this, value);
    };
    Object.defineProperty(owner, name, { ...property, set });
  };

  const ways = [
    "fetch XMLHttpRequest WebSocket EventSource RTCPeerConnection WebTransport Worker SharedWorker",
    "BroadcastChannel MessageChannel Notification postMessage open print alert prompt confirm",
    "close moveTo resizeTo showSaveFilePicker",
  ];
  for (const name of ways.join(" ").split(" ")) watch(window, name);
  for (const name of ["sendBeacon", "share", "vibrate", "registerProtocolHandler"])
    watch(Navigator.prototype, name);
  for (const name of ["pushState", "replaceState"]) watch(History.prototype, name);
  for (const name of ["setItem", "removeItem", "clear"]) watch(Storage.prototype, name);
  for (const name of Object.keys(console)) watch(console, name, `console.${name}`);
  for (const name of ["submit", "requestSubmit"]) watch(HTMLFormElement.prototype, name);
  watch(window.IDBFactory?.prototype, "open", "indexedDB.open");
  watch(window.CacheStorage?.prototype, "open", "caches.open");
  watch(window.ServiceWorkerContainer?.prototype, "register");
  watch(window.StorageManager?.prototype, "getDirectory");
  watch(Document.prototype, "execCommand");
  watch(URL, "createObjectURL");
  watchSetter(Document.prototype, "cookie");
  watchSetter(Document.prototype, "title");

  const writeText = (text) => {
    note("writeText", [text]);
    return Promise.resolve();
  };
  const readText = () => {
    note("readText", []);
    return Promise.resolve(window.onClipboard);
  };
  const clipboard = { writeText, readText };
  Object.defineProperty(navigator, "clipboard", { value: clipboard, configurable: true });

  addEventListener("message", ({ data }) => note("message", [data]));
  // Where it was thrown, too: a page from the disk is told nothing but "Script error." of its own scripts.
  addEventListener("error", ({ message, filename, lineno, colno, error }) => {
    note("error", [message, `${filename}:${lineno}:${colno}`, error?.stack ?? "no stack"]);
  });
  addEventListener("unhandledrejection", ({ reason }) => note("rejection", [reason]));
  document.addEventListener("securitypolicyviolation", (event) => {
    note("stopped", [event.effectiveDirective]);
  });
}
