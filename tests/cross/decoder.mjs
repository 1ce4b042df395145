// Asks the decoder: many texts at once, a report for each; and makes JavaScript values of reports.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The clock of every report. */
export const NOW = 1700000000;

/** The report of each text. */
export function inspect(texts) {
  const example = ['run', '--quiet', '--package', 'service-account-token', '--example', 'inspect', '--'];
  const child = spawnSync('cargo', [...example, '--now', String(NOW), '--lines'], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    input: texts.map((text) => JSON.stringify(text)).join('\n'),
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  if (child.status !== 0) throw new Error(`the decoder failed: ${child.error ?? child.stderr}`);
  const reports = child.stdout.trim().split('\n').map((line) => JSON.parse(line));
  if (reports.length !== texts.length) throw new Error('a report is missing');
  return reports;
}

/** The codes of all findings of a token that are errors. */
export const errors = (token) =>
  token.findings.filter((found) => found.severity === 'error').map((found) => found.code);

/** The codes of all findings of a token. */
export const codes = (token) => token.findings.map((found) => found.code);

const characters = (text) => text.replace(/\p{Surrogate}/gu, '\ufffd');

/** The value as the report shows it: half of a surrogate pair is no character, but U+FFFD. */
export function wellFormed(value) {
  if (typeof value === 'string') return characters(value);
  if (Array.isArray(value)) return value.map(wellFormed);
  if (value === null || typeof value !== 'object') return value;
  const members = Object.entries(value).map(([name, own]) => [characters(name), wellFormed(own)]);
  return Object.fromEntries(members);
}

/** The value that the members of a part add up to; of duplicates the last one counts. */
export function valueOf(part) {
  const root = {};
  for (const member of part.members) {
    const path = member.pointer.split('/').slice(1);
    const keys = path.map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
    const last = keys.pop();
    const parent = keys.reduce((value, key) => value[key], root);
    // Not an assignment: `__proto__` is a name like any other.
    const value = valueOfMember(member);
    const own = { value, writable: true, enumerable: true, configurable: true };
    Object.defineProperty(parent, last, own);
  }
  return root;
}

function valueOfMember(member) {
  switch (member.type) {
    case 'object':
      return {};
    case 'array':
      return [];
    case 'string':
      return member.value;
    default:
      return JSON.parse(member.text);
  }
}
