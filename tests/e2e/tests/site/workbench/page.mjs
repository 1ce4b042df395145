// The page with handles to it that its own start does not give: its memory, its clock and its
// seconds. A test asks by an event and reads the answer in an attribute, in every engine, however
// its scripts are kept apart from those of the page.

import init, { mount } from "/npm/sa-token-decoder.js";

const page = document.documentElement;

// The clock stands still until a test turns it, and no second goes by until a test says so.
let now = 1_700_000_000;
const seconds = [];
Date.now = () => now * 1000;
globalThis.setInterval = (callback) => seconds.push(callback);

// Stands in for the clipboard, which a browser without a person refuses.
let clipboard = "";
const copied = [];
Object.defineProperty(navigator, "clipboard", {
  value: {
    readText: async () => clipboard,
    writeText: async (text) => {
      copied.push(text);
    },
  },
});

const exports = await init();
const memory = Object.values(exports).find((one) => one instanceof WebAssembly.Memory);
mount();

// Pastes or drops a text that is made here: a driver would take long to bring a long one. It is the
// only copy: the browser's own transfer would hold another, and not every engine takes one so long.
function bring(text, event, target = field()) {
  const { getData } = DataTransfer.prototype;
  DataTransfer.prototype.getData = () => text;
  target.dispatchEvent(event);
  DataTransfer.prototype.getData = getData;
}

const asked = { bubbles: true, cancelable: true };

const field = () => document.querySelector("textarea#token");

// Brings a text with keys to their field, or to the one for a secret.
const keyWays = {
  paste(text) {
    const clipboardData = new DataTransfer();
    const event = new ClipboardEvent("paste", { ...asked, clipboardData });
    const field = document.querySelector("#keys");
    bring(text, event, field);
    // Below other keys, the browser inserts it.
    if (!event.defaultPrevented) typed("#keys", `${field.value}\n${text}`);
  },
  drop(text) {
    const event = new DragEvent("drop", { ...asked, dataTransfer: new DataTransfer() });
    bring(text, event, document.querySelector(".keys-field"));
  },
  open(text) {
    const chosen = new DataTransfer();
    chosen.items.add(new File([text], "sa.key"));
    const input = document.querySelector("#keys-file");
    input.files = chosen.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  },
  type: (text) => typed("#keys", text),
  secret: (text) => typed("#keys-secret", text),
};

function typed(selector, text) {
  const field = document.querySelector(selector);
  field.value = text;
  field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText" }));
}

const handles = {
  // Which of these texts stand in the memory of the wasm module.
  find(texts) {
    const bytes = new TextDecoder("latin1").decode(memory.buffer);
    return texts.filter((text) => bytes.includes(text));
  },
  // Which of these lists of bytes do.
  findBytes(lists) {
    const latin1 = (list) => new TextDecoder("latin1").decode(Uint8Array.from(list));
    const bytes = new TextDecoder("latin1").decode(memory.buffer);
    return lists.filter((list) => bytes.includes(latin1(list)));
  },
  keys: ([way, text]) => keyWays[way](text),
  // Which of these texts the page shows, holds in a field or stores.
  held(texts) {
    // The question itself is in an attribute.
    delete page.dataset.question;
    const fields = Array.from(document.querySelectorAll("input, textarea"), (one) => one.value);
    const stored = [...Object.values(localStorage), ...Object.values(sessionStorage)];
    const state = JSON.stringify(history.state) ?? "";
    const places = [page.outerHTML, location.href, document.title, state, ...fields, ...stored];
    return texts.filter((text) => places.some((place) => place.includes(text)));
  },
  size: () => memory.buffer.byteLength,
  turn(time) {
    now = time;
  },
  second() {
    for (const callback of seconds) callback();
  },
  copied: () => copied,
  paste([piece, count]) {
    const clipboardData = new DataTransfer();
    bring(piece.repeat(count), new ClipboardEvent("paste", { ...asked, clipboardData }));
  },
  drop([piece, count]) {
    const dataTransfer = new DataTransfer();
    bring(piece.repeat(count), new DragEvent("drop", { ...asked, dataTransfer }));
  },
  choose([piece, count]) {
    const chosen = new DataTransfer();
    chosen.items.add(new File(Array(count).fill(piece), "large.log"));
    const input = document.querySelector("input[type=file]");
    input.files = chosen.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  },
  clipboard([piece, count]) {
    clipboard = piece.repeat(count);
    const buttons = Array.from(document.querySelectorAll(".field-buttons button"));
    buttons.find((button) => button.textContent === "Paste").click();
  },
};

document.addEventListener("ask", () => {
  const [name, value] = JSON.parse(page.dataset.question);
  page.dataset.answer = JSON.stringify(handles[name](value) ?? null);
});
page.dataset.ready = "";
