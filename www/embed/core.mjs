// What the element loads when it scrolls into view: wasm-bindgen's glue, the page's styles, and where
// the wasm is.

export * from "built-glue";
export { default } from "built-glue";
export { default as styles } from "built-styles";

export const wasm = () => new URL("sa-token-decoder_bg.wasm", import.meta.url);
