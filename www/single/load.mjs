// Loads the decoder of the single file, which has everything in it: in place of these steps of
// boot.mjs, behind the glue, whose functions are in `decoder`.
//
// A page from a disk can fetch nothing and load no module. So its script has nothing to import, and
// the wasm stands in the page, as compressed text.
const text = (element) => document.querySelector(element).textContent;
const packed = Uint8Array.from(atob(text("#wasm")), (character) => character.charCodeAt(0));
const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
await decoder.default({ module_or_path: await new Response(unpacked).arrayBuffer() });
// A worker has no document, and of this script runs only the glue.
const glue = text("script[type=module]");
