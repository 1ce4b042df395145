// Keeps the files of the page, so that it opens without a network. It keeps nothing else: what is
// asked for and stands not in the list goes by, and nothing that a person does comes here.
//
// A page that is open has all of its files already. So another version takes over at once, and the
// next visit is served from it; boot.mjs says that it is there.

// The build writes both (xtask/src/offline.rs): what the page is made of, and a hash of all that.
const FILES = ["./"];
const VERSION = "";

// Other decoders may lie in other folders of the same server.
const OURS = `sa-token-decoder ${registration.scope} `;
const CACHE = OURS + VERSION;
const ADDRESSES = new Set(FILES.map((file) => new URL(file, registration.scope).href));

// What has a digest in its name is what it was when the page loaded it a moment ago; of the others
// the browser's own cache might hold an older one.
function request(address) {
  return new Request(address, { cache: /-[0-9a-f]{8}\./.test(address) ? "default" : "no-cache" });
}

async function keepAll() {
  const cache = await caches.open(CACHE);
  await cache.addAll([...ADDRESSES].map(request));
  await skipWaiting();
}

async function dropOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OURS) && name !== CACHE).map((name) => caches.delete(name)));
}

async function answer(address, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(address)) ?? fetch(request);
}

addEventListener("install", (event) => event.waitUntil(keepAll()));
addEventListener("activate", (event) => event.waitUntil(dropOthers()));
addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  const address = origin + pathname.replace(/index\.html$/, "");
  if (event.request.method === "GET" && ADDRESSES.has(address)) event.respondWith(answer(address, event.request));
});
