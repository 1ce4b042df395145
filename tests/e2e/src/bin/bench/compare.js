// How long a report takes, beside what npm's decoders take for the header and the payload alone.
// In one page and in turns, so that whatever else the machine does falls on all of them.
const [token, now] = arguments;
const done = arguments[arguments.length - 1];

const ROUNDS = 60;
const BATCH_MILLISECONDS = 4;

async function contenders() {
  const page = await import("/sa-token-decoder.js");
  await page.default();
  const alone = await import("/alone/bench.js");
  await alone.default();
  const jose = await import("/jose/index.js");
  const { jwtDecode } = await import("/jwt-decode/index.js");
  return {
    inside: (times) => alone.reports(token, now, times),
    object: (times) => {
      for (let i = 0; i < times; i += 1) page.inspect(token, { now });
    },
    jose: (times) => {
      for (let i = 0; i < times; i += 1) {
        jose.decodeJwt(token);
        jose.decodeProtectedHeader(token);
      }
    },
    jwtDecode: (times) => {
      for (let i = 0; i < times; i += 1) {
        jwtDecode(token);
        jwtDecode(token, { header: true });
      }
    },
  };
}

function microseconds(run, times) {
  const start = performance.now();
  run(times);
  return ((performance.now() - start) / times) * 1000;
}

async function measure() {
  const all = Object.entries(await contenders());
  const batches = {};
  for (const [name, run] of all) {
    // Long enough for the engine to compile it as well as it ever will.
    for (let i = 0; i < 20; i += 1) run(100);
    batches[name] = Math.max(1, Math.round((BATCH_MILLISECONDS * 1000) / microseconds(run, 100)));
  }
  const times = Object.fromEntries(all.map(([name]) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, run] of all) times[name].push(microseconds(run, batches[name]));
    await new Promise((resolve) => setTimeout(resolve));
  }
  return times;
}

measure().then(done, (error) => done(`failed: ${error}`));
