// A framework that sets properties before the element is defined.
const element = document.querySelector("sa-token-decoder");
Object.assign(element, { example: "bound-pod-hour", mode: "readonly", headingLevel: 4 });
await import("/embed/sa-token-decoder.mjs");
