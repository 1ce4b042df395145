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
function bring(text, event) {
  const { getData } = DataTransfer.prototype;
  DataTransfer.prototype.getData = () => text;
  field().dispatchEvent(event);
  DataTransfer.prototype.getData = getData;
}

const asked = { bubbles: true, cancelable: true };

const field = () => document.querySelector("textarea#token");

const handles = {
  // Which of these texts stand in the memory of the wasm module.
  find(texts) {
    const bytes = new TextDecoder("latin1").decode(memory.buffer);
    return texts.filter((text) => bytes.includes(text));
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
