// Withdraws the decoder from the browsers of its visitors: put in place of the site's `sw.js`, it
// deletes the kept files and unregisters itself. From the next visit on, every file comes from the
// server again. README.md beside it says how to use it.

// Only what this decoder kept: other folders of the same server may have decoders of their own.
const OURS = `sa-token-decoder ${registration.scope} `;

async function withdraw() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OURS)).map((name) => caches.delete(name)));
  await registration.unregister();
}

// Takes over at once, without waiting until the last open page is closed. There is no `fetch` listener,
// so it serves nothing.
addEventListener("install", (event) => event.waitUntil(skipWaiting()));
addEventListener("activate", (event) => event.waitUntil(withdraw()));
