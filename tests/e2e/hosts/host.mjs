// What the hosts of the tests share: keeps what a host can hear, and does what a test asks for. All
// of it goes by attributes, which a test reads in every engine, however its scripts are kept apart
// from those of the page.

const page = document.documentElement;
const heard = [];
const hear = (entry) => {
  heard.push(entry);
  page.dataset.heard = JSON.stringify(heard);
};
page.dataset.heard = "[]";

for (const type of ["sa-token-decode", "sa-token-error", "sa-token-clear"]) {
  document.addEventListener(type, ({ detail }) => hear([type, detail]));
}
// What would show a host the text, or be taken for a shortcut of its own.
for (const type of ["beforeinput", "input", "change", "paste", "drop", "keydown"]) {
  document.addEventListener(type, ({ key, data }) => hear([type, key ?? data ?? ""]));
}
document.addEventListener("securitypolicyviolation", (event) => {
  hear([event.type, `${event.effectiveDirective} ${event.blockedURI}`]);
});
document.addEventListener("submit", (event) => {
  event.preventDefault();
  hear(["submit", Array.from(new FormData(event.target))]);
});
addEventListener("error", ({ message }) => hear(["error", message]));
addEventListener("unhandledrejection", ({ reason }) => hear(["error", String(reason)]));

// Each mounted page has one timer, so this counts them.
const { clearInterval, setInterval } = window;
const timers = new Set();
const count = () => {
  page.dataset.pages = timers.size;
};
window.setInterval = (...how) => {
  const timer = setInterval(...how);
  timers.add(timer);
  count();
  return timer;
};
window.clearInterval = (timer) => {
  timers.delete(timer);
  count();
  clearInterval(timer);
};

const element = () => document.querySelector("sa-token-decoder");
let kept;

const deeds = {
  value: () => element().value,
  setValue: (text) => {
    element().value = text;
    return element().value;
  },
  keys: () => element().keys,
  setKeys: (keys) => {
    element().keys = keys;
    return element().keys;
  },
  inspect: async (text) => {
    const { tokens } = await element().inspect(text);
    return tokens.map(({ kind }) => kind);
  },
  status: async (text) => (await element().inspect(text)).tokens[0].times.status,
  attributes: () => element().getAttributeNames(),
  clear: () => element().clear(),
  focus: () => element().focus(),
  paste: (text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    // Firefox takes the text from the other two.
    const held = { clipboardData, data: text, dataType: "text/plain" };
    const asked = { bubbles: true, cancelable: true, composed: true, ...held };
    const field = element().shadowRoot.querySelector("#token");
    return field.dispatchEvent(new ClipboardEvent("paste", asked));
  },
  move: () => {
    const box = document.createElement("section");
    document.body.append(box);
    box.append(element());
  },
  remove: () => {
    kept = element();
    kept.remove();
  },
  putBack: () => document.body.append(kept),
  add: () => document.body.append(document.createElement("sa-token-decoder")),
};

document.addEventListener("deed", async () => {
  const [name, detail] = JSON.parse(page.dataset.deed);
  page.dataset.done = JSON.stringify((await deeds[name](detail ?? undefined)) ?? null);
});
