// What the guide does: it lets one try the attributes, copies code, and changes its theme as a host
// would. Behind it the build puts what docs/embedding.md marks as `js live`.

const find = (selector) => document.querySelector(selector);

// Some browsers run this from a disk, and nothing of what it needs.
if (location.protocol !== "file:") {
  customElements.whenDefined("sa-token-decoder").then(() => find("#not-live").remove());
}

const COPY = "Copy";

// How long a button tells what came of it, in milliseconds.
const TELLING = 2000;

// What came of a button, for those who see it and for those who do not.
function tell(button, words) {
  button.textContent = words;
  find("#said").textContent = words;
  setTimeout(() => {
    button.textContent = COPY;
    // So that the same words are told again.
    find("#said").textContent = "";
  }, TELLING);
}

// The attributes of the form, as they are to be written: none that is what it would be without.
function chosen(form) {
  const data = new FormData(form);
  const usual = { theme: "auto", zone: "both", "heading-level": "2" };
  const attributes = {
    example: data.get("example"),
    now: data.get("now").trim(),
    mode: data.getAll("mode").join(" "),
    hide: data.getAll("hide").join(" "),
    theme: data.get("theme"),
    zone: data.get("zone"),
    "heading-level": data.get("heading-level"),
  };
  return Object.entries(attributes).map(([name, value]) => [name, value === usual[name] ? "" : value]);
}

function asHtml(attributes) {
  const escaped = (value) => value.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  const written = attributes
    .filter(([, value]) => value)
    .map(([name, value]) => ` ${name}="${escaped(value)}"`);
  return `<sa-token-decoder${written.join("")}></sa-token-decoder>`;
}

function tryOut() {
  const element = find("#tried");
  const attributes = chosen(find("#try-form"));
  for (const [name, value] of attributes) {
    if (!value) element.removeAttribute(name);
    else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
  find("#try-code").textContent = asHtml(attributes);
}

find("#try-form").addEventListener("input", tryOut);
// There is nowhere to send it.
find("#try-form").addEventListener("submit", (event) => event.preventDefault());
tryOut();

// The theme of the page around: the elements and the frame follow it by themselves.
const themes = document.querySelectorAll(".theme-choice button");
for (const button of themes) {
  button.addEventListener("click", () => {
    document.documentElement.dataset.theme = button.dataset.theme;
    for (const other of themes) other.ariaPressed = String(other === button);
    find("#framed").contentWindow.postMessage(
      { type: "sa-token-decoder", theme: button.dataset.theme }, "*",
    );
  });
}
find(".theme-choice").hidden = false;

// A page that is not from this machine and not encrypted has no clipboard.
for (const block of navigator.clipboard ? document.querySelectorAll("pre") : []) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button copy-code";
  button.textContent = COPY;
  button.ariaLabel = `${COPY}: ${block.textContent.trim().split("\n")[0]}`;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(block.textContent);
      tell(button, "Copied");
    } catch {
      tell(button, "Not allowed");
    }
  });
  const around = document.createElement("div");
  around.className = "code";
  block.before(around);
  around.append(block, button);
}
