// As hosts do that run code of others beside their own.
for (const owner of [Object, Array, Function, Promise, RegExp, Map, Set, Uint8Array]) {
  Object.freeze(owner.prototype);
}
