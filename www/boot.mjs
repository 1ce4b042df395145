// Starts the site's page, with the decoder from the server.
//
// This is a file of its own because the page's policy allows no inline script. The build bundles start.mjs
// into it, so it waits for no other file before it takes a token out of the address. Trunk writes the
// addresses of the decoder into the script element (`pattern_script` in Trunk.toml), and
// `cargo xtask dist` adds the digests.

import { boot } from "./start.mjs";

// Fetches the decoder's module and checks its text before running it: not every browser checks the
// digest of a `modulepreload`.
async function loadModule(address, integrity) {
  const response = await fetch(address, { integrity });
  return { script: await response.text(), type: "module", ...(await import(address)) };
}

// Compiles the wasm while it arrives. With `integrity`, `fetch` would hold the response back until all of
// it is here. So the digest is compared afterwards: compiling runs nothing. Without a secure context
// there is no `crypto.subtle`, and `fetch` compares.
async function compile(address, integrity) {
  const { subtle } = crypto;
  const { ok, body } = await fetch(address, subtle ? {} : { integrity });
  if (!ok) throw new TypeError("The decoder could not be loaded.");
  const [compiled, checked] = body.tee();
  // Some servers send wasm with another content type.
  const headers = { "Content-Type": "application/wasm" };
  const [wasm] = await Promise.all([
    WebAssembly.compileStreaming(new Response(compiled, { headers })),
    subtle && integrity && check(checked, integrity),
  ]);
  return wasm;
}

async function check(body, integrity) {
  const bytes = await new Response(body).arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-384", bytes));
  if (integrity !== `sha384-${btoa(String.fromCharCode(...digest))}`) {
    throw new TypeError("The decoder was changed.");
  }
}

boot(async () => {
  const { js, wasm, jsIntegrity, wasmIntegrity } =
    document.querySelector("script[data-js]").dataset;
  const address = (name) => new URL(name, document.baseURI).href;
  const [module, compiled] = await Promise.all([
    loadModule(address(js), jsIntegrity),
    compile(address(wasm), wasmIntegrity),
  ]);
  return { ...module, wasm: compiled };
});
