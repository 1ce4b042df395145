// The element <sa-token-decoder>: the page as a guest in the page of others.
//
// This file is all that a host page loads until somebody scrolls to an element. The core (the glue,
// the wasm and the styles) comes then, once for all elements. What only the embedding needs stands
// here and in embed.css, so that the page itself need not carry it.
//
// docs/embedding.md says what each attribute, property, event and part is for.
//
// A host may add anything to `Object.prototype`. So each options object that the browser or the core
// gets has no prototype (`__proto__: null`), and a property is read only from objects that have it.

const NAME = "sa-token-decoder";

// The build decides what this is: the file beside the element, or the same inside the classic script.
const loadCore = () => import("sa-token-core");

// A module with nothing in it: where wasm is forbidden this throws, and nothing is fetched in vain.
const EMPTY_MODULE = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

// Attributes that only the styles go by.
const LOOKS = ["mode", "theme", "zone", "hide"];

// What stands outside the element in the page's styles, by `::part()`.
const PARTS = {
  ".app": "page",
  ".field": "field",
  ".token-view": "token",
  ".result": "result",
  ".example-note": "example",
  ".clock-note": "clock",
  "#headline": "headline",
  ".summary": "summary",
  ".rows": "rows",
  ".section": "section",
  ".section-head": "section-head",
  ".button": "button",
};

// What is a landmark in the page of its own is none in that of others, which may have many elements
// with the very same ones.
const ROLES = { section: "group", aside: "note" };

// What a person types or pastes, which is nobody's but the element's: a host's own shortcuts would
// take a letter for a command, and a listener of the host's would see the text.
const PRIVATE_EVENTS = ["beforeinput", "input", "change", "paste", "copy", "cut", "drop"];
const KEY_EVENTS = ["keydown", "keypress", "keyup"];

// The mutations that the observers watch.
const CHANGES = { __proto__: null, childList: true, subtree: true };

// Said under the field: the promise of the page itself could not be kept here.
const NOTE =
  "This is part of another page, whose scripts can read what you paste. Paste only samples here; " +
  "open the decoder\u2019s own page for a real token.";

const FALLBACK = "The Service Account Token Decoder could not be loaded here.";

/** @type {Promise<object> | undefined} */
let core;

// Elements that show the page, and pages that no element shows: an element that is taken out gives
// its own back, emptied, and the next one takes that instead of a new one. So there are never more
// than there were elements at once, and nothing has to be taken apart in the wasm.
const showing = new Set();
const spare = [];

// What tells the core's errors from others': its files' names, and once it is there their addresses,
// since a bundler may have called them anything.
let marks = ["sa-token"];

// A panic in the wasm, after which no element works.
let stopped = false;

// The addresses that a call out of the core comes from, but not that of this file.
function addressesOf({ inspect }) {
  const addresses = () => new Error().stack?.match(/\w+:\/\/\S+?(?=:\d+:\d|:wasm)/g) ?? [];
  const own = addresses();
  let found = [];
  inspect("", {
    __proto__: null,
    get now() {
      found = addresses();
      return 0;
    },
  });
  return found.filter((address) => !own.includes(address));
}

// The core, started. A length in `em` where it stands, the same wherever it is used.
function load() {
  core ??= (async () => {
    await WebAssembly.instantiate(EMPTY_MODULE);
    const loaded = await loadCore();
    try {
      CSS.registerProperty({
        __proto__: null, name: "--sa-token-unit", syntax: "<length>", inherits: true, initialValue: "16px",
      });
    } catch {
      // Another version on this page was first.
    }
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(loaded.styles);
    await loaded.default({ module_or_path: loaded.wasm() });
    const addresses = addressesOf(loaded);
    if (addresses.length) marks = addresses;
    return { ...loaded, sheet };
  })();
  return core;
}

// Where the page stands, and what it is told there in the words of an address.
class Place {
  element = document.createElement("div");
  #fragment = "";

  constructor(mount, fragment) {
    const { element } = this;
    element.className = "sa-token";
    element.part = "root";
    element.role = "group";
    element.ariaLabel = "Service Account Token Decoder";
    // It is read once, and stays nowhere.
    Object.defineProperty(element, "hash", {
      __proto__: null,
      get: () => {
        const fragment = this.#fragment;
        this.#fragment = "";
        return fragment;
      },
    });
    this.#fragment = fragment;
    mount(undefined, element);
    const note = document.createElement("p");
    note.className = note.part = "note";
    note.textContent = NOTE;
    element.append(note);
  }

  // Has something opened, however soon it is that the page listens.
  async open(fragment) {
    this.#fragment = fragment;
    for (;;) {
      this.element.dispatchEvent(new Event("hashchange"));
      if (stopped || this.#fragment !== fragment) return;
      await new Promise((resolve) => setTimeout(resolve));
    }
  }

  // Takes everything out, and what could bring it back; then another element may have it.
  async empty() {
    this.element.remove();
    this.element.querySelector(".clock-note button")?.click();
    await this.open("token=");
    await this.open("token=");
    spare.push(this);
  }
}

// A panic in the wasm arrives as one of these, and no element works after it. The same goes for an
// error of the host that passes through the wasm, such as that of a setter that throws.
for (const [type, member] of [["error", "error"], ["unhandledrejection", "reason"]]) {
  globalThis.addEventListener?.(type, ({ [member]: error }) => {
    if (!(error instanceof Error)) return;
    const stack = String(error.stack);
    const isFromWasm = error instanceof WebAssembly.RuntimeError || stack.includes("wasm-function");
    if (!isFromWasm || !marks.some((mark) => stack.includes(mark))) return;
    stopped = true;
    core = Promise.reject(error);
    core.catch(() => {});
    for (const element of [...showing]) element.stopped();
  });
}

const seen = globalThis.IntersectionObserver && new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) start(target);
  },
  // So that it is there when somebody arrives.
  { __proto__: null, rootMargin: "200px" },
);

let start;

// Unix seconds, or whatever a date can be made of.
function seconds(text) {
  if (/^\s*-?\d+\s*$/.test(text ?? "")) return Number(text);
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : Math.floor(time / 1000);
}

// Encodes a value for an address, so that it cannot add a second parameter. Lone surrogates, which
// cannot be encoded and are part of no token, become U+FFFD.
const encoded = (text) => encodeURIComponent(String(text).replace(/\p{Surrogate}/gu, "\ufffd"));

const fromText = (text) => `token=${encoded(text)}`;

export class SaTokenDecoder extends (globalThis.HTMLElement ?? class {}) {
  static observedAttributes = [...LOOKS, "token", "example", "now", "heading-level", "loading"];

  // What to open when the page is there: `token=…` or `example=…`.
  #source;
  // What stood in the field once that was opened, to tell whether it still does.
  #opened;
  #text = "";
  #core;
  #failed = false;
  // Where the page stands, as long as it does.
  #place;
  #slot;
  #changes = new MutationObserver(() => this.#look());

  static {
    start = (element) => element.#start();
    // The properties that attributes stand for. `token` has none: it would write tokens there.
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

  /** The text in the field. Never an attribute. */
  get value() {
    if (this.#opened !== undefined) return this.#place?.element.text ?? "";
    return this.#source?.startsWith("token=") ? decodeURIComponent(this.#source.slice(6)) : "";
  }

  set value(text) {
    this.#open(fromText(text ?? ""));
  }

  /** The report of what is shown, or of another text. */
  async inspect(text = this.value) {
    const { inspect } = await load();
    return inspect(text, { __proto__: null, now: this.#now() });
  }

  clear() {
    this.#open("token=");
  }

  focus(options) {
    const field = this.#find("#token");
    const target = field?.offsetParent ? field : this.#find("#result");
    target?.focus(options);
  }

  connectedCallback() {
    if (!this.#slot) this.#prepare();
    // Only moved, or put back before it was taken out.
    if (this.#place || this.#failed) return;
    if (this.getAttribute("loading") === "eager" || !seen) this.#start();
    else seen.observe(this);
  }

  disconnectedCallback() {
    // What is only moved is back by then.
    queueMicrotask(() => {
      if (!this.isConnected) this.#stop();
    });
  }

  attributeChangedCallback(name, before, value) {
    if (before === value || !this.#slot) return;
    if (name === "token" || name === "example") this.#open(this.#given() ?? "token=");
    else if (name === "loading" && value === "eager" && this.isConnected) this.#start();
    else if (!this.#place) return;
    else if (name === "now") this.#again();
    else this.#dress();
  }

  #prepare() {
    const root = this.attachShadow({ __proto__: null, mode: "open" });
    this.#slot = document.createElement("slot");
    root.append(this.#slot);
    // Set before this script was there.
    for (const name of ["value", ...LOOKS, "example", "now", "headingLevel", "loading"]) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    this.#listen(root);
  }

  #listen(root) {
    for (const type of PRIVATE_EVENTS) {
      root.addEventListener(type, (event) => {
        event.stopPropagation();
        // The field has changed; what it makes of the page comes after.
        if (type === "input") queueMicrotask(() => this.#look());
      });
    }
    for (const type of KEY_EVENTS) {
      root.addEventListener(type, (event) => {
        const { key, ctrlKey, metaKey, altKey } = event;
        if (key?.length === 1 && !ctrlKey && !metaKey && !altKey) event.stopPropagation();
      });
    }
    // Nothing gets in where nothing is to.
    for (const type of ["paste", "dragover", "drop"]) {
      root.addEventListener(type, (event) => {
        if (this.mode.split(/\s+/).includes("readonly")) event.stopImmediatePropagation();
      }, true);
    }
    // An example would be opened by the address, which is the host's.
    root.addEventListener("click", (event) => {
      const link = event.target.closest?.("a[href^='#']");
      if (!link) return;
      event.preventDefault();
      const [, source] = link.getAttribute("href").match(/^#(example=[^&]+)$/) ?? [];
      if (source) this.#visit(source);
    });
  }

  async #start() {
    seen?.unobserve(this);
    try {
      this.#core = await load();
    } catch (error) {
      // Some browsers have none at all when they are told to be careful.
      const CompileError = globalThis.WebAssembly ? WebAssembly.CompileError : Error;
      const forbidden = error instanceof CompileError || error instanceof EvalError;
      return this.#fail(forbidden ? "wasm-forbidden" : "not-loaded");
    }
    if (!this.isConnected || this.#place || this.#failed) return;
    this.#source ??= this.#given();
    this.#slot.remove();
    this.shadowRoot.adoptedStyleSheets = [this.#core.sheet];
    this.#place = spare.pop();
    const fragment = this.#fragment();
    try {
      if (!this.#place) this.#place = new Place(this.#core.mount, fragment);
      else if (fragment) this.#place.open(fragment);
    } catch {
      // The host broke something that the page needs.
      return this.#fail("stopped");
    }
    this.shadowRoot.append(this.#place.element);
    showing.add(this);
    this.#changes.observe(this.#place.element, CHANGES);
    this.#dress();
  }

  // Takes the page out, and keeps what to open when the element is put back.
  #stop() {
    seen?.unobserve(this);
    if (!this.#place) return;
    this.#keep();
    this.#leave().empty();
    this.shadowRoot.append(this.#slot);
  }

  #keep() {
    const { value } = this;
    if (this.#opened !== undefined && this.#opened !== value) this.#source = fromText(value);
  }

  #leave() {
    const place = this.#place;
    showing.delete(this);
    this.#changes.disconnect();
    this.#opened = undefined;
    this.#place = undefined;
    return place;
  }

  // By another clock.
  #again() {
    this.#keep();
    this.#find(".clock-note button")?.click();
    if (this.#source) this.#open(this.#source);
  }

  // What the attributes name.
  #given() {
    const [token, example] = [this.getAttribute("token"), this.getAttribute("example")];
    if (token !== null) return fromText(token);
    return example ? `example=${encoded(example)}` : undefined;
  }

  #fragment() {
    const now = seconds(this.getAttribute("now"));
    return [this.#source, now === undefined ? undefined : `now=${now}`].filter(Boolean).join("&");
  }

  #open(source) {
    this.#source = source;
    if (this.#place) this.#visit(this.#fragment());
  }

  // Tells the page what to open, as an address would.
  #visit(fragment) {
    this.#source = fragment.replace(/&now=.*/, "");
    this.#opened = undefined;
    this.#place.open(fragment);
  }

  // After each change of what is shown.
  #look() {
    if (!this.#place) return;
    this.#dress();
    // Not the text of the field, which is empty while it is folded.
    const value = this.#place.element.text ?? "";
    this.#opened ??= value;
    const text = value || (this.#find(".attachment")?.textContent ?? "");
    if (text === this.#text) return;
    this.#text = text;
    if (!text) return this.#say("clear");
    // The kind of what is too long for the field is all that is known here.
    const report = value ? this.#core.inspect(value, { __proto__: null, now: this.#now() }) : undefined;
    const token = report?.tokens.at(0);
    this.#say("decode", {
      kind: token?.kind ?? this.#find("article[data-kind]")?.dataset.kind ?? null,
      times: token?.times ?? null,
      count: report?.tokens.length ?? null,
    });
  }

  // Gives names and levels to what the page shows, and the styles what they go by.
  #dress() {
    for (const name of LOOKS) this.#place.element.dataset[name] = this.getAttribute(name) ?? "";
    for (const [selector, part] of Object.entries(PARTS)) {
      for (const element of this.#place.element.querySelectorAll(selector)) element.part = part;
    }
    for (const [name, role] of Object.entries(ROLES)) {
      for (const element of this.#place.element.querySelectorAll(name)) element.role = role;
    }
    const level = Math.min(4, Math.max(1, Number(this.getAttribute("heading-level")) || 2));
    for (const heading of this.#place.element.querySelectorAll("h2, h3, h4")) {
      heading.ariaLevel = Math.min(6, Number(heading.tagName[1]) + level - 2);
    }
  }

  // The clock that was set, of an example or by hand.
  #now() {
    if (!this.#place) return seconds(this.getAttribute("now"));
    const set = this.#find(".clock-note strong")?.textContent;
    return set ? seconds(set.replace(" ", "T").replace(" UTC", "Z")) : undefined;
  }

  #find(selector) {
    return this.#place?.element.querySelector(selector);
  }

  #fail(reason) {
    if (this.#failed) return;
    this.#failed = true;
    this.#place?.element.remove();
    // Never a blank: this is shown unless the host has something better in the element.
    this.#slot.textContent = FALLBACK;
    this.shadowRoot.append(this.#slot);
    this.#say("error", { reason });
  }

  /** The wasm has stopped. */
  stopped() {
    this.#leave().element.remove();
    this.#fail("stopped");
  }

  #say(name, detail = {}) {
    this.dispatchEvent(
      new CustomEvent(`sa-token-${name}`, { __proto__: null, bubbles: true, composed: true, detail }),
    );
  }
}

// Code blocks that are tokens, where the host says so: on the block or on anything around it.
const BLOCKS = ":is(code.language-jwt, .language-jwt code, .highlight-jwt pre)";

function upgradeBlocks() {
  for (const block of document.querySelectorAll(`[data-sa-token] ${BLOCKS}, ${BLOCKS}[data-sa-token]`)) {
    const shown = block.closest("pre") ?? block;
    // In one already, as what it shows if it fails.
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

// Not again where another version was first, nor on a server, which has no elements.
if (globalThis.customElements && !customElements.get(NAME)) {
  customElements.define(NAME, SaTokenDecoder);
  upgradeBlocks();
  // Sites that replace their text without loading a page anew.
  new MutationObserver(upgradeBlocks).observe(document, CHANGES);
}
