// A framework that sets properties before the element is defined.
const element = document.querySelector("sa-token-decoder");
const keys = await (await fetch("./jwks.json")).json();
Object.assign(element, { example: "bound-pod-hour", mode: "readonly", headingLevel: 4, keys });
await import("/embed/sa-token-decoder.mjs");
