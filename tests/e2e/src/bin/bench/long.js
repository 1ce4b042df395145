// How long a long file keeps the page from answering, and how long until its result is there.
const [piece, megabytes] = arguments;
const done = arguments[arguments.length - 1];

const input = document.querySelector("input[type=file]");
const text = piece.repeat((megabytes * 1048576) / piece.length);
let longest = 0;
let before = performance.now();
const { port1, port2 } = new MessageChannel();
const wait = () => port2.postMessage(null);
const shown = () => {
  const headline = document.querySelector("#headline");
  return headline !== null && document.querySelector("[data-reading]") === null;
};
const start = () => {
  const chosen = new DataTransfer();
  chosen.items.add(new File([text], "long.txt"));
  input.files = chosen.files;
  const begin = performance.now();
  before = begin;
  input.dispatchEvent(new Event("change", { bubbles: true }));
  port1.onmessage = () => {
    const now = performance.now();
    longest = Math.max(longest, now - before);
    before = now;
    if (shown()) done({ longest, whole: now - begin });
    else wait();
  };
  wait();
};
requestAnimationFrame(() => setTimeout(start));
