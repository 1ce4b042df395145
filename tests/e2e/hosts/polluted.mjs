// Uses the element of a page in which every object has members that nobody gave it, and then takes them
// away, so that the browser's driver can read what came of it.

const element = document.querySelector("sa-token-decoder");
const heard = [];
const wrong = [];
element.addEventListener("sa-token-decode", (event) => heard.push(event.detail));
element.addEventListener("sa-token-error", () => wrong.push("the element failed"));
addEventListener("error", (event) => wrong.push(event.message));
addEventListener("unhandledrejection", (event) => wrong.push(String(event.reason)));

const find = (selector) => element.shadowRoot?.querySelector(selector) ?? null;

// Resolves once this is there, and says so if it never is.
const until = async (what, isThere) => {
  for (let tries = 0; tries < 400; tries += 1) {
    if (isThere()) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  wrong.push(`there never was ${what}`);
};

const { token, several } = globalThis.samples;
element.scrollIntoView();
await until("an empty element", () => find(".welcome"));
const empty = [find(".field")?.checkVisibility(), find("article") === null, element.mode, element.value];

element.value = token;
await until("an article", () => find("article[data-kind]"));
const headline = find(".subject")?.textContent;
const report = await element.inspect(token).catch((error) => wrong.push(String(error)));
const audience = await element.inspect(several).catch((error) => wrong.push(String(error)));

element.value = "nothing to see";
await until("nothing", () => find("article") === null && heard.length > 1);

globalThis.restore();
const last = heard.at(-1);
document.documentElement.dataset.seen = JSON.stringify({
  empty,
  headline,
  status: report?.tokens?.map(({ times }) => times.status),
  audiences: audience?.tokens?.map(({ variant }) => variant?.audience ?? null),
  last,
  wrong,
});
location.hash = "done";
