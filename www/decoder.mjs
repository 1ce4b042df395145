// The decoder as a module: wasm-bindgen's glue, and what a worker does with it.
//
// The page imports this file. A worker that reads a long text runs the same text, so the page needs no
// second copy of the glue.

import init, { initSync, mount, readApart } from "built-glue";

// A worker has no document. It reads one text and sends the report as bytes.
function answerMessages() {
  globalThis.onmessage = ({ data: [module, bytes, now] }) => {
    initSync({ module });
    const report = readApart(bytes, now);
    postMessage(report, [report.buffer]);
  };
}

if (!globalThis.document) answerMessages();

export { init, mount };
