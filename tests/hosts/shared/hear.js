// Keeps whatever goes wrong on a page of a host, where a test reads it in every engine: in an
// attribute. The first of the page's scripts.

(() => {
  const page = document.documentElement;
  const wrong = [];
  const hear = (...entry) => {
    wrong.push(entry.map(String).join(" "));
    page.dataset.wrong = JSON.stringify(wrong);
  };
  page.dataset.wrong = "[]";
  const { error } = console;
  console.error = (...words) => {
    hear("console.error", ...words);
    error.apply(console, words);
  };
  // While it comes down: what cannot be loaded does not bubble.
  addEventListener("error", ({ message, target }) => {
    // Firefox gives up what a page only may need next, where the server lets nobody keep it.
    if (!["next", "prefetch"].includes(target.rel)) hear("error", message ?? target.outerHTML);
  }, true);
  addEventListener("unhandledrejection", ({ reason }) => hear("rejection", reason));
  document.addEventListener("securitypolicyviolation", ({ blockedURI }) => hear("policy", blockedURI));
  document.addEventListener("sa-token-error", ({ detail }) => hear("sa-token-error", detail.reason));
})();
