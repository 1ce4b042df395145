// Starts the tool in one file. A worker runs this same script, and only the decoder in it.

import { boot } from "../start.mjs";
import { load } from "./load.mjs";
import { showPrivacyHere } from "./privacy.mjs";

if (globalThis.document) {
  showPrivacyHere();
  boot(load);
}
