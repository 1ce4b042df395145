// Loads the decoder of a page that has everything in it.
//
// A page from a disk can fetch nothing and load no module. So its one script has nothing to import, and
// the page contains the wasm as compressed text.

import { init, mount } from "../decoder.mjs";

const text = (selector) => document.querySelector(selector).textContent;

// Returns the decoder for `boot`.
export async function load() {
  const packed = Uint8Array.from(atob(text("#wasm")), (character) => character.charCodeAt(0));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const wasm = await new Response(unpacked).arrayBuffer();
  // In a sandboxed frame Chromium starts no worker that is a module, so this script is a classic one.
  return { init, mount, wasm, script: text("script[type=module]"), type: "classic" };
}
