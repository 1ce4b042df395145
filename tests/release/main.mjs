// What `cargo xtask dist` made, checked as somebody would who downloaded a release: every file is
// listed with its digest, and the manifest states the policies that pages and settings have.
//
// Run by `cargo xtask test`, or alone by `node tests/release/main.mjs` after `cargo xtask dist`. It
// shares no code with what it checks.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));
const manifest = JSON.parse(await readFile(join(dist, 'manifest.json'), 'utf8'));

// Every file there is, with `/` between folders.
async function shipped() {
  const entries = await readdir(dist, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map(({ parentPath, path, name }) => relative(dist, join(parentPath ?? path, name)));
}

const sorted = (names) => [...names].sort();
const pages = manifest.files.filter(({ path }) => path.endsWith('.html'));

// What a reader types, in a folder. Returns whether it passes, and the lines that it prints.
function checkSums(folder) {
  const quiet = ['--check', '--strict', '--quiet', 'SHA256SUMS'];
  const running = { cwd: folder, encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } };
  const { status, stdout } = spawnSync('sha256sum', quiet, running);
  return [status === 0, stdout.trim()];
}

const cases = {
  async 'the manifest lists every file but itself and the checksums'() {
    const listed = manifest.files.map(({ path }) => path);
    const unlisted = ['SHA256SUMS', 'manifest.json'];
    assert.deepEqual(sorted([...listed, ...unlisted]), sorted(await shipped()));
    assert.equal(new Set(listed).size, listed.length);
  },

  async 'its lengths and digests are those of the files'() {
    for (const { path, bytes, sha256 } of manifest.files) {
      const content = await readFile(join(dist, path));
      assert.equal(bytes, content.length, path);
      assert.equal(sha256, createHash('sha256').update(content).digest('hex'), path);
    }
  },

  async 'the checksums cover every file, the manifest too'() {
    const lines = (await readFile(join(dist, 'SHA256SUMS'), 'utf8')).trimEnd().split('\n');
    const listed = lines.map((line) => line.replace(/^[0-9a-f]{64} {2}/, ''));
    const others = (await shipped()).filter((name) => name !== 'SHA256SUMS');
    assert.deepEqual(sorted(listed), sorted(others));
    assert.deepEqual(checkSums(dist), [true, '']);
  },

  async 'a file that was changed, or is missing, fails the check'() {
    const folder = await mkdtemp(join(tmpdir(), 'sa-token-release-'));
    await cp(dist, folder, { recursive: true });
    const page = join(folder, 'site/index.html');
    await writeFile(page, `${await readFile(page, 'utf8')} `);
    assert.deepEqual(checkSums(folder), [false, 'site/index.html: FAILED']);
    await rm(page);
    assert.deepEqual(checkSums(folder), [false, 'site/index.html: FAILED open or read']);
    await rm(folder, { recursive: true });
  },

  async 'each page states the policy of the manifest, and no other'() {
    const names = pages.map(({ path }) => path);
    for (const name of ['site/index.html', 'site/privacy.html', 'sa-token-decoder.html', 'embed/embed.html']) {
      assert.ok(names.includes(name), name);
    }
    for (const { path, csp } of pages) {
      const page = await readFile(join(dist, path), 'utf8');
      const metas = page.match(/<meta[^>]*http-equiv="?content-security-policy[^>]*>/gi);
      assert.equal(metas?.length, 1, path);
      assert.ok(metas[0].includes(`content="${csp.meta}"`), path);
      assert.match(csp.meta, /^default-src 'none';/, path);
    }
  },

  async 'the header of the manifest is the one in all settings'() {
    const settings = ['site/_headers', 'servers/nginx.conf', 'servers/Caddyfile'];
    const texts = await Promise.all(settings.map((name) => readFile(join(dist, name), 'utf8')));
    for (const { path, csp } of pages) {
      if (!path.startsWith('site/')) {
        assert.equal(csp.header, null, path);
        continue;
      }
      assert.match(csp.header, /frame-ancestors 'none'/, path);
      for (const [at, text] of texts.entries()) {
        assert.ok(text.includes(csp.header), `${settings[at]} has another policy than ${path}`);
      }
    }
  },
};

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
console.log(`test result: ${failed ? 'FAILED' : 'ok'}. ${passed} passed; ${failed} failed`);
process.exitCode = failed ? 1 : 0;
