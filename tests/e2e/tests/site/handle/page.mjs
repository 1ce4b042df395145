// Mounts two decoders side by side and unmounts them, with each listener, timer and node counted from
// before the module is loaded. Answers in an attribute, which a test can read in every engine.

const listeners = [];
const { addEventListener, removeEventListener } = EventTarget.prototype;
const same = (target, type, callback, options) => (one) =>
  one.target === target && one.type === type && one.callback === callback &&
  one.capture === Boolean(options?.capture ?? options);
EventTarget.prototype.addEventListener = function (type, callback, options) {
  if (!listeners.some(same(this, type, callback, options))) {
    const capture = Boolean(options?.capture ?? options);
    listeners.push({ target: this, type, callback, capture });
  }
  return addEventListener.call(this, type, callback, options);
};
EventTarget.prototype.removeEventListener = function (type, callback, options) {
  const position = listeners.findIndex(same(this, type, callback, options));
  if (position >= 0) listeners.splice(position, 1);
  return removeEventListener.call(this, type, callback, options);
};

const intervals = new Set();
const { setInterval, clearInterval } = globalThis;
globalThis.setInterval = (...how) => {
  const interval = setInterval(...how);
  intervals.add(interval);
  return interval;
};
globalThis.clearInterval = (interval) => {
  intervals.delete(interval);
  clearInterval(interval);
};

const observed = new Set();
const { observe, disconnect } = IntersectionObserver.prototype;
IntersectionObserver.prototype.observe = function (target) {
  observed.add(this);
  return observe.call(this, target);
};
IntersectionObserver.prototype.disconnect = function () {
  observed.delete(this);
  return disconnect.call(this);
};

const nodes = (node) => 1 + Array.from(node.childNodes, nodes).reduce((sum, one) => sum + one, 0);
// Yew never removes the listeners that it delegates from the element that it renders into: they do nothing
// after that, and end with the element.
const DELEGATED = [
  "change", "click", "dragleave", "dragover", "drop", "focusout", "input", "keydown", "paste", "toggle",
];
const isDelegated = ({ target, type }) => roots.includes(target) && DELEGATED.includes(type);
const counts = () => ({
  document: nodes(document),
  roots: roots.map(nodes),
  listeners: listeners.filter((one) => !isDelegated(one)).map(({ type }) => type),
  intervals: intervals.size,
  observers: observed.size,
});

const roots = ["left", "right"].map((id) => document.getElementById(id));
const [left, right] = roots;
const page = document.documentElement;
const { bound, legacy } = page.dataset;
const clock = 1_700_000_000;

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
async function until(condition) {
  while (!condition()) await frame();
}

// Yew takes a page apart in a task of its own.
async function unmounted() {
  await until(() => roots.every((root) => root.firstChild === null));
  for (let frames = 0; frames < 3; frames += 1) await frame();
}

const texts = (root, selector) => Array.from(root.querySelectorAll(selector), (one) => one.textContent);
const claim = (root, pointer) => root.querySelector(`.claim[data-pointer="${pointer}"]`);
const highlighted = () => roots.map((root) => texts(root, ".claim[data-lit] dt > code"));

// The ids that two elements have, and the references that lead to another decoder or nowhere.
function mixedUp() {
  const ids = Array.from(document.querySelectorAll("[id]"), ({ id }) => id);
  const twice = ids.filter((id, position) => ids.indexOf(id) !== position);
  const stray = roots.flatMap((root) => {
    const references = ["for", "aria-labelledby"].flatMap((name) =>
      Array.from(root.querySelectorAll(`[${name}]`), (one) => one.getAttribute(name)));
    return references.filter((id) => !root.contains(document.getElementById(id)));
  });
  return [...twice, ...stray];
}

async function sideBySide({ mount }) {
  const before = counts();
  const read = [[], []];
  let ready = 0;
  const onReady = () => {
    ready += 1;
  };
  const handles = roots.map((root, index) => mount(root, {
    onReady,
    onRead: ({ kind, count }) => read[index].push([kind, count]),
  }));
  handles[0].open(bound, { now: clock });
  handles[1].open(legacy);
  const shown = [handles[0].text === bound, handles[0].now, handles[1].now ?? null];
  await until(() => ready === 2 && roots.every((root) => root.querySelector("article")));
  const seen = { shown, mixedUp: mixedUp() };
  seen.kinds = roots.map((root) => root.querySelector("article").dataset.kind);

  claim(left, "/iss").dispatchEvent(new Event("mouseover", { bubbles: true }));
  seen.pointed = highlighted();
  claim(right, "/sub").click();
  await until(() => right.querySelector("[data-pinned]"));
  seen.pinned = roots.map((root) => texts(root, "[data-pinned] dt > code"));

  handles[1].open(undefined, { example: "bound-pod-hour" });
  await until(() => right.querySelector(".example-note"));
  seen.example = [handles[0].example ?? null, handles[1].example];
  seen.kept = handles[0].text === bound && left.querySelector("article") !== null;
  await until(() => read[1].length > 1);
  seen.read = read;

  for (const handle of handles) handle.unmount();
  await unmounted();
  seen.left = [before, counts()];
  handles[0].unmount();

  // The element can be used again.
  const again = mount(left);
  await until(() => left.querySelector(".welcome"));
  seen.again = [again.text, mixedUp()];
  again.unmount();
  await unmounted();
  seen.leftAgain = [before, counts()];
  return seen;
}

const module = await import("/npm/sa-token-decoder.js");
await module.default();
const answer = await sideBySide(module).catch((error) => String(error?.stack ?? error));
page.dataset.answer = JSON.stringify(answer);
