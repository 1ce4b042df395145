// Cross checks: the decoder beside npm jose and JavaScript's JSON.parse, on generated texts.
//
// Run by `cargo xtask test`, or alone by `node tests/cross/main.mjs [SEED]`. The same seed makes the
// same texts. A failure prints the text it fell on.

import { checks as jose } from './jose.mjs';
import { checks as json } from './json.mjs';

const seed = Number(process.argv[2] ?? 1);
let passed = 0;
let failed = 0;
for (const [name, check] of [...jose, ...json]) {
  try {
    const cases = check(seed);
    console.log(`test ${name} ... ok (${cases} texts)`);
    passed += 1;
  } catch (error) {
    console.log(`test ${name} ... FAILED\n${error.message}`);
    failed += 1;
  }
}
console.log(`test result: ${failed ? 'FAILED' : 'ok'}. ${passed} passed; ${failed} failed`);
process.exitCode = failed ? 1 : 0;
