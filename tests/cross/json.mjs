// JSON.parse reads exactly what the report calls JSON, and the same values, with one difference: a
// byte order mark, which RFC 8259 §8.1 lets a reader overlook, and JSON.parse does not.

import assert from 'node:assert/strict';

import { HEADER, Random, edited, object, token } from './corpus.mjs';
import { codes, inspect, valueOf, wellFormed } from './decoder.mjs';

const COUNT = 3000;

/** What the report calls a text that is no JSON. */
const SYNTAX = ['json_syntax', 'json_trailing_text', 'segment_empty'];

function parsed(text) {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads each text as a payload and compares. */
function compare(texts) {
  inspect(texts.map((text) => token(HEADER, text))).forEach((report, index) => {
    const text = texts[index];
    const found = codes(report.tokens[0]);
    const value = parsed(text);
    const syntax = SYNTAX.some((code) => found.includes(code));
    if (isObject(value)) {
      assert.ok(!syntax && !found.includes('json_not_object'), `the report refuses ${text}`);
      if (!found.includes('json_too_deep')) {
        assert.deepEqual(valueOf(report.tokens[0].payload), wellFormed(value), text);
      }
    } else {
      assert.ok(syntax || found.includes('json_not_object'), `JSON.parse refuses ${text}`);
      if (value !== undefined) assert.ok(found.includes('json_not_object'), text);
    }
  });
  return texts.length;
}

function generated(seed) {
  const random = new Random(seed);
  return compare(Array.from({ length: COUNT }, () => object(random)));
}

function altered(seed) {
  const random = new Random(seed + 1);
  return compare(Array.from({ length: COUNT }, () => edited(random, object(random))));
}

function edges() {
  const values = [
    '1e400', '-0', '01', '1.', '.5', '+1', '0x1', '1e', '--1', 'NaN', 'Infinity', 'undefined', "'a'", 'tru',
    'nulll', '[1,]', '[,1]', '[1 2]', '{"a":1,}', '{"a"}', '{a:1}', '[', ']', '"', '/**/1', '1//', '\ufeff1',
    '\u00a01', '', '"\\u12"', '"\\x"', '"\t"', '"\u007f"', '"\u2028"', '"\\ud800"', '"\\udc00\\ud800"',
  ];
  const around = (value) => [`{"v":${value}}`, `{"v":[${value}],"w":0}`, `${value}{}`, `{}${value}`, value];
  const deep = [1, 127, 128, 255, 256, 257, 5000].map((depth) => `{"v":${'['.repeat(depth)}${']'.repeat(depth)}}`);
  return compare([...values.flatMap(around), ...deep]);
}

/** Each check by its name; called with a seed, it answers how many texts it tried. */
export const checks = [
  ['json::generated_texts_are_read_alike', generated],
  ['json::altered_texts_are_refused_alike', altered],
  ['json::numbers_escapes_blanks_and_depth_at_their_edges', edges],
];
