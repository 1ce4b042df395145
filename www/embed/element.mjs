// The element <sa-token-decoder>: the page, embedded in another page.
//
// A host page loads only this file until the user scrolls to an element. Then the core (the glue, the
// wasm and the styles) is loaded, once for all elements. What only embedding needs is here and in
// embed.css, so that the page itself does not load it.
//
// docs/embedding.md describes each attribute, property, event and part.
//
// A host may add anything to `Object.prototype`. So each options object that the browser or the core
// gets has no prototype (`__proto__: null`), and a property is read only from objects that have it.

const NAME = "sa-token-decoder";

// The build decides what this is: the file beside the element, or the same inside the classic script.
const loadCore = () => import("sa-token-core");

// An empty module. If wasm is forbidden, instantiating it throws before anything is fetched.
const EMPTY_MODULE = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

// Attributes that only the styles use.
const LOOKS = ["mode", "theme", "zone", "hide"];

// What the styles of the host can reach by `::part()`.
const PARTS = {
  ".app": "page",
  ".field": "field",
  ".token-view": "token",
  ".result": "result",
  ".example-note": "example",
  ".clock-note": "clock",
  "[id$=headline]": "headline",
  ".summary": "summary",
  ".rows": "rows",
  ".section": "section",
  ".section-head": "section-head",
  ".button": "button",
};

// The landmarks of the page itself are none in another page, which may contain many elements with the
// same ones.
const ROLES = { section: "group", aside: "note" };

// What the user types or pastes stays in the element: shortcuts of the host would take a letter for a
// command, and listeners of the host would see the text.
const PRIVATE_EVENTS = ["beforeinput", "input", "change", "paste", "copy", "cut", "drop"];
const KEY_EVENTS = ["keydown", "keypress", "keyup"];

// The mutations that the observers watch.
const CHANGES = { __proto__: null, childList: true, subtree: true };

// Shown under the field, because the promise of the page itself cannot be kept here.
const NOTE =
  "This is part of another page, whose scripts can read what you paste. Paste only samples here; " +
  "open the decoder's own page for a real token.";

// How long the page may take to start, in milliseconds.
const START_MILLISECONDS = 5000;

const EMPTY = { __proto__: null, text: "" };

const FALLBACK = "The Service Account Token Decoder could not be loaded here.";

/** @type {Promise<object> | undefined} */
let core;

// Elements that show the page.
const showing = new Set();

// Loads and starts the core.
function load() {
  core ??= (async () => {
    await WebAssembly.instantiate(EMPTY_MODULE);
    const loaded = await loadCore();
    try {
      // A length in `em` of the element, the same wherever it is used inside.
      CSS.registerProperty({
        __proto__: null, name: "--sa-token-unit", syntax: "<length>", inherits: true, initialValue: "16px",
      });
    } catch {
      // Another version on this page was first.
    }
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(loaded.styles);
    await loaded.default({ module_or_path: loaded.wasm() });
    return { ...loaded, sheet };
  })();
  return core;
}

// Makes the element that the page is mounted in.
function makeRoot() {
  const root = document.createElement("div");
  root.className = "sa-token";
  root.part = "root";
  root.role = "group";
  root.ariaLabel = "Service Account Token Decoder";
  return root;
}

function makeNote() {
  const note = document.createElement("p");
  note.className = note.part = "note";
  note.textContent = NOTE;
  return note;
}

// After a panic no element works, since they share one program. Each shows its fallback.
function stopAll() {
  core = Promise.reject(new Error("stopped"));
  core.catch(() => {});
  for (const element of [...showing]) element.stopped();
}

const seen = globalThis.IntersectionObserver && new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) start(target);
  },
  // So that it is there when the user arrives.
  { __proto__: null, rootMargin: "200px" },
);

let start;

// Returns Unix seconds from such a number or from a date.
function seconds(text) {
  if (/^\s*-?\d+\s*$/.test(text ?? "")) return Number(text);
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : Math.floor(time / 1000);
}

// Returns keys as a text: a text or an object, such as a JWKS, or an array of these.
function keysText(keys) {
  if (Array.isArray(keys)) return keys.map(keysText).join("\n\n");
  return typeof keys === "object" && keys !== null ? JSON.stringify(keys) : String(keys ?? "");
}

export class SaTokenDecoder extends (globalThis.HTMLElement ?? class {}) {
  static observedAttributes = [...LOOKS, "token", "example", "now", "heading-level", "loading"];

  // What to open when the page is there: `{ text }` or `{ example }`.
  #source;
  // The text of the keys, until the page is there.
  #keys = "";
  #isEmpty = true;
  #isReady = false;
  #core;
  #failed = false;
  // The handle of the page and the element that it is mounted in, as long as it is.
  #page;
  #root;
  #slot;
  #changes = new MutationObserver(() => this.#dress());

  static {
    start = (element) => element.#start();
    // The properties of the attributes. `token` has none, since it would write tokens into an attribute.
    const names = [...LOOKS, "example", "now", "headingLevel", "loading"];
    for (const name of names) {
      const attribute = name.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`);
      Object.defineProperty(this.prototype, name, {
        __proto__: null,
        get() {
          return this.getAttribute(attribute) ?? "";
        },
        set(value) {
          if (value === null || value === undefined) this.removeAttribute(attribute);
          else this.setAttribute(attribute, value);
        },
        configurable: true,
        enumerable: true,
      });
    }
  }

  /** The text that is shown. Never an attribute. */
  get value() {
    return this.#page ? this.#page.text : this.#source?.text ?? "";
  }

  set value(text) {
    this.#open({ __proto__: null, text: String(text ?? "") });
  }

  /** The public keys that check signatures, as a text. Never an attribute. */
  get keys() {
    return this.#page ? this.#page.keys : this.#keys;
  }

  set keys(keys) {
    this.#keys = keysText(keys);
    this.#openKeys();
  }

  /** Returns the report on the shown text, or on another one. */
  async inspect(text = this.value) {
    const { inspect } = await load();
    const now = this.#page ? this.#page.now : this.#now();
    return inspect(text, { __proto__: null, now });
  }

  clear() {
    this.value = this.keys = "";
  }

  focus(options) {
    const field = this.#find("textarea");
    const target = field?.offsetParent ? field : this.#find(".result");
    target?.focus(options);
  }

  connectedCallback() {
    if (!this.#slot) this.#prepare();
    // The element was only moved, or put back before it stopped.
    if (this.#page || this.#failed) return;
    if (this.getAttribute("loading") === "eager" || !seen) this.#start();
    else seen.observe(this);
  }

  disconnectedCallback() {
    // An element that is only moved is back by then.
    queueMicrotask(() => {
      if (!this.isConnected) this.#stop();
    });
  }

  attributeChangedCallback(name, before, value) {
    if (before === value || !this.#slot) return;
    if (name === "token" || name === "example") this.#open(this.#given() ?? EMPTY);
    else if (name === "loading" && value === "eager" && this.isConnected) this.#start();
    else if (!this.#page) return;
    else if (name === "now") this.#open(this.#shown());
    else this.#dress();
  }

  #prepare() {
    const root = this.attachShadow({ __proto__: null, mode: "open" });
    this.#slot = document.createElement("slot");
    root.append(this.#slot);
    // They may have been set before this script was loaded.
    for (const name of ["value", "keys", ...LOOKS, "example", "now", "headingLevel", "loading"]) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    this.#listen(root);
  }

  #listen(root) {
    for (const type of PRIVATE_EVENTS) {
      root.addEventListener(type, (event) => event.stopPropagation());
    }
    for (const type of KEY_EVENTS) {
      root.addEventListener(type, (event) => {
        const { key, ctrlKey, metaKey, altKey } = event;
        if (key?.length === 1 && !ctrlKey && !metaKey && !altKey) event.stopPropagation();
      });
    }
    // Nothing can be put into a read-only element.
    for (const type of ["paste", "dragover", "drop"]) {
      root.addEventListener(type, (event) => {
        if (this.mode.split(/\s+/).includes("readonly")) event.stopImmediatePropagation();
      }, true);
    }
  }

  async #start() {
    seen?.unobserve(this);
    try {
      this.#core = await load();
    } catch (error) {
      // Some browsers have no WebAssembly in their strict modes.
      const CompileError = globalThis.WebAssembly ? WebAssembly.CompileError : Error;
      const forbidden = error instanceof CompileError || error instanceof EvalError;
      return this.#fail(forbidden ? "wasm-forbidden" : "not-loaded");
    }
    if (!this.isConnected || this.#page || this.#failed) return;
    this.#source ??= this.#given();
    this.#slot.remove();
    this.shadowRoot.adoptedStyleSheets = [this.#core.sheet];
    this.#root = makeRoot();
    this.shadowRoot.append(this.#root);
    try {
      const onRead = (summary) => this.#read(summary);
      const onReady = () => {
        this.#isReady = true;
      };
      const options = { __proto__: null, onReady, onRead, onPanic: stopAll };
      this.#page = this.#core.mount(this.#root, options);
      showing.add(this);
      if (this.#source) this.#open(this.#source);
      if (this.#keys) this.#openKeys();
    } catch {
      return this.#fail("stopped");
    }
    this.#root.append(makeNote());
    this.#changes.observe(this.#root, CHANGES);
    // By then it is ready, unless the host broke something that the page needs.
    const page = this.#page;
    setTimeout(() => {
      if (this.#page === page && !this.#isReady) stopAll();
    }, START_MILLISECONDS);
  }

  // Unmounts the page, and keeps what to open when the element is put back.
  #stop() {
    seen?.unobserve(this);
    if (!this.#page) return;
    this.#source = this.#shown();
    this.#keys = this.#page.keys;
    this.#leave().unmount();
    this.shadowRoot.append(this.#slot);
  }

  // Gives up the page, and returns its handle.
  #leave() {
    const page = this.#page;
    showing.delete(this);
    this.#changes.disconnect();
    this.#root?.remove();
    this.#page = undefined;
    this.#isReady = false;
    return page;
  }

  // Returns the shown text: the opened one, or the user's replacement.
  #shown() {
    const { example, text } = this.#page;
    return example ? { __proto__: null, example } : { __proto__: null, text };
  }

  // Returns what the attributes open.
  #given() {
    const [text, example] = [this.getAttribute("token"), this.getAttribute("example")];
    if (text !== null) return { __proto__: null, text };
    return example ? { __proto__: null, example } : undefined;
  }

  #now() {
    return seconds(this.getAttribute("now"));
  }

  #open(source) {
    this.#source = source;
    const { text = "", example } = source;
    this.#page?.open(text, { __proto__: null, example, now: this.#now() });
  }

  // Hands over the keys. The page keeps no text with a private key.
  #openKeys() {
    if (!this.#page) return;
    this.#page.keys = this.#keys;
    this.#keys = "";
  }

  // After another text was read.
  #read({ bytes, kind, times, count }) {
    const wasEmpty = this.#isEmpty;
    this.#isEmpty = bytes === 0;
    if (!this.#isEmpty) this.#say("decode", { kind, times, count });
    else if (!wasEmpty) this.#say("clear");
  }

  // Gives parts, roles and heading levels to what the page shows, and the styles their attributes.
  #dress() {
    for (const name of LOOKS) this.#root.dataset[name] = this.getAttribute(name) ?? "";
    for (const [selector, part] of Object.entries(PARTS)) {
      for (const element of this.#root.querySelectorAll(selector)) element.part = part;
    }
    for (const [name, role] of Object.entries(ROLES)) {
      for (const element of this.#root.querySelectorAll(name)) element.role = role;
    }
    const level = Math.min(4, Math.max(1, Number(this.getAttribute("heading-level")) || 2));
    for (const heading of this.#root.querySelectorAll("h2, h3, h4")) {
      heading.ariaLevel = Math.min(6, Number(heading.tagName[1]) + level - 2);
    }
  }

  #find(selector) {
    return this.#root?.querySelector(selector);
  }

  #fail(reason) {
    if (this.#failed) return;
    this.#failed = true;
    this.#leave();
    // Never empty: this is shown unless the host has something better in the element.
    this.#slot.textContent = FALLBACK;
    this.shadowRoot.append(this.#slot);
    this.#say("error", { reason });
  }

  /** The page has panicked and cannot continue. */
  stopped() {
    this.#fail("stopped");
  }

  #say(name, detail = {}) {
    this.dispatchEvent(
      new CustomEvent(`sa-token-${name}`, { __proto__: null, bubbles: true, composed: true, detail }),
    );
  }
}

// Code blocks with tokens, if the host says so: on the block or on anything around it.
const BLOCKS = ":is(code.language-jwt, .language-jwt code, .highlight-jwt pre)";

function upgradeBlocks() {
  for (const block of document.querySelectorAll(`[data-sa-token] ${BLOCKS}, ${BLOCKS}[data-sa-token]`)) {
    const shown = block.closest("pre") ?? block;
    // It is the fallback of an element already.
    if (shown.closest(NAME)) continue;
    const element = document.createElement(NAME);
    const options = block.closest("[data-sa-token]");
    element.setAttribute("mode", "readonly");
    for (const name of [...LOOKS, "now"]) {
      const value = options.getAttribute(`data-sa-token-${name}`);
      if (value !== null) element.setAttribute(name, value);
    }
    element.value = block.textContent.trim();
    shown.replaceWith(element);
    element.append(shown);
  }
}

// Not if another version was first, nor on a server, which has no elements.
if (globalThis.customElements && !customElements.get(NAME)) {
  customElements.define(NAME, SaTokenDecoder);
  upgradeBlocks();
  // Some sites replace their text without loading another page.
  new MutationObserver(upgradeBlocks).observe(document, CHANGES);
}
