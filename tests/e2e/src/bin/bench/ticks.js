// Pastes a token and measures the longest stalls of the page's thread: as it is pasted, and then in
// each of the seconds after it.

const [token, done] = arguments;
const SECONDS = 10;

const field = document.querySelector("textarea#token");
const clipboardData = new DataTransfer();
clipboardData.setData("text/plain", token);

// A message to itself arrives as soon as the thread is free.
const { port1, port2 } = new MessageChannel();
let last = performance.now();
let longest = 0;
port1.onmessage = () => {
  const now = performance.now();
  longest = Math.max(longest, now - last);
  last = now;
  port2.postMessage(0);
};
port2.postMessage(0);

const stalls = [];
const note = () => {
  stalls.push(longest);
  longest = 0;
  if (stalls.length > SECONDS) done(stalls);
  else setTimeout(note, 1000);
};
setTimeout(() => {
  longest = 0;
  const asked = { bubbles: true, cancelable: true, clipboardData };
  if (field.dispatchEvent(new ClipboardEvent("paste", asked))) {
    field.value = token;
    const told = { bubbles: true, inputType: "insertFromPaste" };
    field.dispatchEvent(new InputEvent("input", told));
  }
  // The paste and what it brings about: laid out, painted.
  setTimeout(note, 3000);
}, 1000);
