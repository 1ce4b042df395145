// How long the page takes from the navigation to its first paint, to the moment when it takes
// input, and to a token of its address explained. It stands in a frame, whose own clock begins with
// its navigation.
const [address, loads] = arguments;
const done = arguments[arguments.length - 1];

const frame = document.querySelector("iframe");
const frames = () => new Promise((resolve) => setTimeout(resolve, 1));

async function load(turn) {
  frame.src = `about:blank`;
  await new Promise((resolve) => { frame.onload = resolve; });
  frame.src = `/?${turn}${address}`;
  for (;;) {
    await frames();
    const page = frame.contentWindow;
    // In a frame the page waits for the person to press it.
    page.document.querySelector("#others:not([hidden]) button")?.click();
    if (page.location.pathname === "/" && page.document.querySelector("#headline")) {
      const explained = page.performance.now();
      await new Promise((resolve) => page.requestAnimationFrame(() => setTimeout(resolve, 50)));
      const paint = page.performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
      const wasm = page.performance.getEntriesByType("resource")
        .find((entry) => entry.name.endsWith(".wasm"))?.responseEnd;
      return { paint: paint ?? null, wasm: wasm ?? null, explained };
    }
  }
}

async function measure() {
  const all = [];
  for (let turn = 0; turn < loads; turn += 1) all.push(await load(turn));
  return all;
}

measure().then(done, (error) => done(`failed: ${error}`));
