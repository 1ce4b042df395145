import { createApp } from "vue";
import "sa-token-decoder/element";
import App from "./App.vue";

createApp(App).mount("main");
