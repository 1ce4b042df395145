// A site by Vue, bundled by Vite.

import vue from "@vitejs/plugin-vue";

// Names that say nothing, as other bundlers give them.
const [chunk, asset] = ["assets/[hash].js", "assets/[hash][extname]"];
const output = { entryFileNames: chunk, chunkFileNames: chunk, assetFileNames: asset };

export default {
  build: { rolldownOptions: { output } },
  plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === "sa-token-decoder" } } })],
};
