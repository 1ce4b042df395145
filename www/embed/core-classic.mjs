// The core of the classic script, which has everything in it. It inflates the wasm without any request:
// not even one for a `data:` address, which a policy may forbid.

import packed from "built-wasm";

export * from "built-glue";
export { default } from "built-glue";
export { default as styles } from "built-styles";

export async function wasm() {
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(unpacked).arrayBuffer();
}
