// Gives every object of the page members that steer whoever reads an option that was not set, and some
// that cannot be read or set at all.
{
  const given = [];
  const give = (name, value) => {
    given.push(name);
    const member = { __proto__: null, value, writable: true, enumerable: true, configurable: true };
    Object.defineProperty(Object.prototype, name, member);
  };
  // Options of the decoder, and the element's own attributes.
  for (const name of ["now", "example", "token", "value", "mode", "theme", "zone", "hide", "loading"]) {
    give(name, "1");
  }
  for (const name of ["saTokenMode", "saTokenNow", "headingLevel", "tokens", "kind", "times"]) give(name, "1");
  give("apiAudiences", ["https://steered.example"]);
  give("api_audiences", ["https://steered.example"]);
  give("0", { kind: "steered" });
  // Options of the browser: each would be refused, or change what is made.
  for (const name of ["slotAssignment", "attributeFilter", "root", "threshold"]) give(name, "refused");
  for (const name of ["delegatesFocus", "cancelable", "attributes", "characterData", "writable"]) give(name, true);
  // Where accessors are defined, these would be taken for a part of the definition.
  give("get", () => "steered");
  give("set", () => {});

  const refuse = (name) => {
    const refused = () => {
      throw new Error(`${name} was asked for`);
    };
    given.push(name);
    const both = { __proto__: null, get: refused, set: refused, configurable: true };
    Object.defineProperty(Object.prototype, name, both);
  };
  for (const name of ["hash", "detail", "initialValue", "composedPath"]) refuse(name);

  globalThis.restore = () => {
    for (const name of given) delete Object.prototype[name];
  };
}
