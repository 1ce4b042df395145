// Starts the bare page: the policy that pages are served with allows no inline script.
import init from "./bare.js";

init();
