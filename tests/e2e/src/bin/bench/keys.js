// How long it takes from a key to the result in the page, and to the frame that shows it.
const [texts, presses] = arguments;
const done = arguments[arguments.length - 1];

const field = document.querySelector("textarea#token");
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
const task = () => new Promise((resolve) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = resolve;
  port2.postMessage(null);
});

async function press(text) {
  await frame();
  await task();
  const changed = new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      observer.disconnect();
      resolve(performance.now());
    });
    const asked = { subtree: true, childList: true, characterData: true, attributes: true };
    observer.observe(document.querySelector("#result"), asked);
  });
  const start = performance.now();
  field.value = text;
  field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText" }));
  const shown = (await changed) - start;
  // After the frame was laid out and painted.
  await frame();
  await task();
  return { shown, painted: performance.now() - start };
}

async function measure() {
  const all = [];
  for (let turn = 0; turn < presses; turn += 1) all.push(await press(texts[turn % texts.length]));
  return all;
}

measure().then(done, (error) => done(`failed: ${error}`));
