// With this no listener with options can be added by anybody, and the decoder adds such.
Object.defineProperty(Object.prototype, "once", {
  __proto__: null,
  set() {
    throw new Error("nothing is set here");
  },
  configurable: true,
});
