// What npm jose decodes of a token, the report says too; what jose refuses, the report calls an error.

import assert from 'node:assert/strict';
import { decodeJwt, decodeProtectedHeader } from 'jose';

import { HEADER, Random, base64url, claims, edited, object, token } from './corpus.mjs';
import { codes, errors, inspect, valueOf, wellFormed } from './decoder.mjs';

const COUNT = 1500;

/** Forbidden by RFC 7515 §2, and read by many: warnings, whatever jose makes of them. */
const LENIENT = ['base64_padding', 'base64_standard_alphabet'];

/** What jose makes of one of the two JSON parts; nothing where it refuses. */
function decoded(decode, text) {
  try {
    return decode(text);
  } catch {
    return undefined;
  }
}

function tokenOf(report, text) {
  assert.equal(report.tokens.length, 1, `${report.tokens.length} tokens in ${text}`);
  return report.tokens[0];
}

/** Compares a part with what jose made of it. */
function same(part, value, text) {
  assert.ok(part.text !== null, `jose decodes what the report does not: ${text}`);
  assert.deepEqual(valueOf(part), wellFormed(value), text);
}

function generatedTokens(seed) {
  const random = new Random(seed);
  const texts = Array.from({ length: COUNT }, () => {
    const alg = random.one(['RS256', 'ES256', 'EdDSA', 'HS512', 'PS384']);
    const header = object(random).replace(/^\{\s*/, (start) => `${start}"alg":"${alg}",`);
    return token(header.replace(/,\s*\}$/, '}'), object(random));
  });
  inspect(texts).forEach((report, index) => {
    const text = texts[index];
    const read = tokenOf(report, text);
    const [header, payload] = [decoded(decodeProtectedHeader, text), decoded(decodeJwt, text)];
    assert.ok(header && payload, `jose refuses ${text}`);
    if (!codes(read).includes('nested_jwt')) {
      same(read.header, header, text);
      // A header with `enc` is that of an encrypted token, which has no claims to be read.
      if (read.format !== 'jwe') same(read.payload, payload, text);
    }
    assert.notEqual(read.kind, 'unreadable', text);
  });
  return COUNT;
}

function serviceAccountTokens(seed) {
  const random = new Random(seed);
  const made = Array.from({ length: COUNT }, () => claims(random));
  const texts = made.map(([, payload]) => token(HEADER, JSON.stringify(payload)));
  inspect(texts).forEach((report, index) => {
    const [kind, claims] = made[index];
    const read = tokenOf(report, texts[index]);
    assert.deepEqual([read.kind, read.format], [kind, 'jws'], texts[index]);
    same(read.header, decodeProtectedHeader(texts[index]), texts[index]);
    same(read.payload, decodeJwt(texts[index]), texts[index]);
    assert.deepEqual(valueOf(read.payload), claims);
    assert.equal(read.times.issued_at, claims.iat ?? null);
  });
  return COUNT;
}

/** What is done to a token, each leaving a word with dots. */
function damaged(random, text) {
  const [header, payload, signature] = text.split('.');
  switch (random.below(8)) {
    case 0:
      return text.slice(0, 1 + random.below(text.length - 1));
    case 1:
      return `${header}=.${payload}==.${signature}`;
    case 2:
      return `${header}.${payload}`;
    case 3:
      return `${header}.${payload}.`;
    case 4:
      return `${header}..${signature}`;
    case 5:
      return `${text}.${base64url('more')}`;
    case 6:
      return `${header}.${payload.slice(0, -1)}.${signature}`;
    default: {
      const at = random.below(header.length + payload.length);
      return text.slice(0, at) + random.one(['A', '_', '*', '+', '/', '.', '=']) + text.slice(at + 1);
    }
  }
}

function damagedTokens(seed) {
  const random = new Random(seed);
  const texts = Array.from({ length: COUNT }, () =>
    damaged(random, token(HEADER, JSON.stringify(claims(random)[1]))),
  );
  inspect(texts).forEach((report, index) => {
    const text = texts[index];
    const [header, payload] = [decoded(decodeProtectedHeader, text), decoded(decodeJwt, text)];
    const read = report.tokens[0];
    if (!read) {
      // What has lost its beginning is no token to anybody.
      assert.ok(!header && report.findings.length > 0, text);
      return;
    }
    const wrong = [...errors(read), ...codes(read).filter((code) => LENIENT.includes(code))];
    if (header && payload) {
      same(read.header, header, text);
      same(read.payload, payload, text);
    } else {
      assert.ok(wrong.length > 0, `jose refuses ${text}, and the report says nothing`);
    }
  });
  return COUNT;
}

/** JSON that is altered a little: jose reads exactly those payloads that are JSON objects. */
function damagedClaims(seed) {
  const random = new Random(seed);
  const texts = Array.from({ length: COUNT }, () => token(HEADER, edited(random, object(random))));
  inspect(texts).forEach((report, index) => {
    const text = texts[index];
    const payload = decoded(decodeJwt, text);
    const read = tokenOf(report, text);
    const refused = ['json_syntax', 'json_trailing_text', 'json_not_object', 'segment_empty'];
    assert.equal(!codes(read).some((code) => refused.includes(code)), payload !== undefined, text);
    if (payload && !codes(read).includes('nested_jwt')) same(read.payload, payload, text);
  });
  return COUNT;
}

/** Each check by its name; called with a seed, it answers how many texts it tried. */
export const checks = [
  ['jose::generated_tokens_say_the_same', generatedTokens],
  ['jose::service_account_tokens_say_the_same', serviceAccountTokens],
  ['jose::what_is_refused_of_a_damaged_token_is_an_error', damagedTokens],
  ['jose::claims_that_are_no_json_are_refused_alike', damagedClaims],
];
