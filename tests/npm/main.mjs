// The npm package: packed, unpacked into a project of its own, imported there and used.
//
// Run by `cargo xtask test`, or alone by `node tests/npm/main.mjs` after `cargo xtask dist`.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const source = join(root, 'dist/npm');
const sample = join(root, 'crates/service-account-token/tests/samples/bound-pod-extended-v1.24.jwt');

// A program that somebody would write, with the package as its only dependency.
const PROGRAM = `
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import init, { compare, inspect, verdicts, verify } from 'sa-token-decoder';
const wasm = fileURLToPath(import.meta.resolve('sa-token-decoder/sa-token-decoder_bg.wasm'));
await init({ module_or_path: await readFile(wasm) });
const text = await readFile(process.argv[2], 'utf8');
const report = inspect(text, { now: 1700000000 });
const comparison = compare(text, { text: 'Bearer ' + text, token: 0 });
const nothing = [1, -1, 0.5, 1e300].map((token) => compare(text, { text, token }));
const verification = await verify(text, [], {});
const asked = verdicts(text, { now: 1660920000, release: '1.31', object: 'deleted', verification });
const { proxy: revoked, revoke } = Proxy.revocable({}, {});
revoke();
const elsewhere = [];
for (const index of [1, -1, 0.5, 1e300, NaN]) {
  elsewhere.push(verdicts(text, { index }).length, (await verify(text, [], { index })).reason);
}
const unknown = [revoked, { issuers: revoked }, { apiAudiences: { length: 1e15 } }];
const ignored = unknown.map((options) => verdicts(text, options)[0].party);
console.log(JSON.stringify({ elsewhere, ignored, report, comparison, nothing, verification, asked }));
`;

const folder = await mkdtemp(join(tmpdir(), 'sa-token-npm-'));
const installed = join(folder, 'node_modules/sa-token-decoder');
const manifest = JSON.parse(await readFile(join(source, 'package.json'), 'utf8'));

const cases = {
  async 'npm packs all that the package names, and nothing else'() {
    const quiet = ['--json', '--loglevel=error', '--pack-destination', folder];
    const packing = { cwd: source, encoding: 'utf8' };
    // Some releases of npm answer with a list, others with an object of packages.
    const [packed] = Object.values(JSON.parse(execFileSync('npm', ['pack', ...quiet], packing)));
    const names = packed.files.map(({ path }) => path).sort();
    assert.deepEqual(names, [...manifest.files, 'package.json'].sort());
    assert.deepEqual(names, (await readdir(source, { recursive: true })).sort());
    await mkdir(installed, { recursive: true });
    execFileSync('tar', ['-xzf', join(folder, packed.filename), '-C', folder]);
    await cp(join(folder, 'package'), installed, { recursive: true });
  },

  async 'all that it exports is there'() {
    const targets = Object.values(manifest.exports).flatMap((target) =>
      typeof target === 'string' ? target : Object.values(target),
    );
    for (const target of [manifest.main, manifest.types, ...targets]) {
      await readFile(join(installed, target));
    }
  },

  async 'a program imports it and reads a token'() {
    const { report } = await runProgram();
    assert.equal(report.version, 1);
    assert.equal(report.tokens[0].headline, 'Bound token, extended to a year');
  },

  async 'a program compares two tokens'() {
    const { comparison, nothing } = await runProgram();
    assert.deepEqual(comparison.relations.map(({ code }) => code), ['same_token']);
    assert.ok(comparison.members.every(({ state }) => state === 'equal'));
    assert.deepEqual(nothing, [null, null, null, null]);
  },

  async 'a program checks a signature'() {
    const { verification } = await runProgram();
    assert.equal(verification.status, 'no-key');
    assert.equal(verification.reason, 'no_keys');
  },

  async 'a program asks who would accept a token'() {
    const { asked } = await runProgram();
    const [{ party, verdict, steps }] = asked;
    assert.deepEqual([party, verdict], ['api-server', 'rejects']);
    const { message } = steps.find(({ result }) => result === 'failed');
    assert.equal(message, 'service account token has been invalidated');
  },

  async 'a position that no token has gives none'() {
    const { elsewhere } = await runProgram();
    assert.deepEqual(elsewhere, Array(5).fill([0, 'no_token']).flat());
  },

  async 'options that cannot be read count as left out'() {
    const { ignored } = await runProgram();
    assert.deepEqual(ignored, Array(3).fill('api-server'));
  },

  async 'its types name every member of the report, of the comparison and of the verdicts'() {
    const types = await readFile(join(installed, 'sa-token-decoder.d.ts'), 'utf8');
    // What a map holds is named by the token, and not by us.
    const { report, comparison, asked } = await runProgram();
    const { tokens, ...rest } = report;
    const [{ identity, ...token }] = tokens;
    const named = [rest, token, comparison, asked].flatMap(namesIn);
    const names = new Set(['identity', ...named]);
    for (const name of Object.keys(identity)) names.add(name);
    const missing = [...names].filter((name) => !new RegExp(`\\b${name}\\??:`).test(types));
    assert.deepEqual(missing, []);
  },
};

async function runProgram() {
  await writeFile(join(folder, 'program.mjs'), PROGRAM);
  const running = { encoding: 'utf8', maxBuffer: 1 << 26 };
  return JSON.parse(execFileSync(process.execPath, [join(folder, 'program.mjs'), sample], running));
}

function namesIn(value) {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, member]) => [name, ...namesIn(member)]);
}

let passed = 0;
let failed = 0;
for (const [name, check] of Object.entries(cases)) {
  try {
    await check();
    console.log(`test ${name} ... ok`);
    passed += 1;
  } catch (error) {
    console.log(`test ${name} ... FAILED\n${error.message}`);
    failed += 1;
  }
}
await rm(folder, { recursive: true });
console.log(`test result: ${failed ? 'FAILED' : 'ok'}. ${passed} passed; ${failed} failed`);
process.exitCode = failed ? 1 : 0;
