// A site by Vue, bundled by Vite.

import vue from "@vitejs/plugin-vue";

export default {
  plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === "sa-token-decoder" } } })],
};
