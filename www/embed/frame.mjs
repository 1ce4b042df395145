// Starts the page inside a frame. It tells the page around it how high it is, and takes the theme that
// this one asks for. No message holds anything of what was pasted. A worker runs this same script, and only
// the decoder in it.

import { boot } from "../start.mjs";
import { load } from "../single/load.mjs";

const type = "sa-token-decoder";

function talkToThePageAround() {
  const root = document.documentElement;

  addEventListener("message", ({ source, data }) => {
    if (source !== parent || data?.type !== type) return;
    if (["light", "dark", "auto"].includes(data.theme)) root.dataset.theme = data.theme;
  });

  if (parent !== window) {
    // Any page may show this one and know its height, so any page may read the message.
    new ResizeObserver(() => {
      // Text for screen readers is one pixel below the rest.
      const height = Math.ceil(root.getBoundingClientRect().height) + 1;
      parent.postMessage({ type, height }, "*");
    }).observe(root);
  }
}

if (globalThis.document) {
  talkToThePageAround();
  boot(load);
}
