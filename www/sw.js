// Keeps a copy of the page's files, so that the page opens without a network. It keeps those files
// and nothing else, leaves every other request alone, and gets nothing that you paste.
//
// It serves only the bytes of its own build. Other pages on the same origin can write into this
// cache, and a server can answer with an error page in place of a missing file. So each file is
// compared with its digest before it is kept, and again each time before it is served.
//
// An open page has loaded all of its files. So a newer version takes over at once and serves the next
// visit; boot.mjs tells the reader about it.

// The build gives these their values (xtask/src/dist/offline.rs): the address, content type and SHA-256 in
// base64 of each file; the headers of every response; and a digest of all that.
/* global FILES, HEADERS, VERSION */

// Other folders of the same server may have decoders of their own.
const OURS = `sa-token-decoder ${registration.scope} `;
const CACHE = OURS + VERSION;

const CHANGED =
  "The stored copy of this page was changed or removed, and the server does not have that version, " +
  "so nothing was loaded. Reload in a few seconds to open the current version.";

const files = new Map(
  FILES.map(([name, type, digest]) => {
    const address = new URL(name, registration.scope).href;
    return [address, { address, type, digest }];
  }),
);

// Returns the body of a response if it has the digest of the file, and undefined otherwise.
async function genuine(response, { digest }) {
  const body = await response.arrayBuffer();
  const actual = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return btoa(String.fromCharCode(...actual)) === digest ? body : undefined;
}

// Only the bytes of a response are checked, so only they are used. Headers that a neighbor stored
// could lead elsewhere or drop the policy. And a browser does not open a page from a redirected
// response, which some hosts send for `/privacy.html`; a new response is never redirected.
function respond(body, { type }, status = 200) {
  return new Response(body, { status, headers: { ...HEADERS, "Content-Type": type } });
}

// Returns the body of a file, or undefined if the server has no such file. The browser's own cache may hold
// an older one, and a connection may break, so there is a second attempt, which bypasses that cache.
async function download(file) {
  const ask = async (cache) =>
    genuine(await fetch(file.address, { cache, mode: "same-origin" }), file);
  return (await ask("default").catch(() => undefined)) ?? ask("reload");
}

// Returns the body of a kept file. Replaces a copy that was changed.
async function load(file) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(file.address);
  const unchanged = await (kept && genuine(kept, file).catch(() => {}));
  if (unchanged) return unchanged;
  await cache.delete(file.address);
  const body = await download(file);
  // If there is no room to keep it, it is served anyway.
  if (body) await cache.put(file.address, respond(body, file)).catch(() => {});
  return body;
}

async function answer(file, event) {
  const body = await load(file);
  if (body) return respond(body, file);
  // Neither copy belongs to this version. The server may have a newer one, for the next visit.
  event.waitUntil(registration.update().catch(() => {}));
  const isPage = event.request.mode === "navigate";
  return isPage ? respond(CHANGED, { type: "text/plain; charset=utf-8" }, 503) : Response.error();
}

// Keeps all files or none.
async function install() {
  const all = [...files.values()];
  const bodies = await Promise.all(all.map(download));
  if (bodies.includes(undefined)) throw new TypeError("The server has files of another version.");
  const cache = await caches.open(CACHE);
  await Promise.all(all.map((file, index) => cache.put(file.address, respond(bodies[index], file))));
  await skipWaiting();
}

async function dropOthers() {
  const names = await caches.keys();
  const others = names.filter((name) => name.startsWith(OURS) && name !== CACHE);
  await Promise.all(others.map((name) => caches.delete(name)));
}

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(dropOthers()));
addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  const file = files.get(origin + pathname.replace(/\/index\.html$/, "/"));
  if (event.request.method === "GET" && file) event.respondWith(answer(file, event));
});
