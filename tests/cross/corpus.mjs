// Generated texts: JSON of every kind, tokens of them, and small damage. Deterministic by seed.

/** Random choices that repeat with their seed (mulberry32). */
export class Random {
  constructor(seed) {
    this.state = seed >>> 0;
  }

  /** From 0 up to, not including, `limit`. */
  below(limit) {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }

  one(list) {
    return list[this.below(list.length)];
  }

  /** So many of what `make` makes: at least `least`, less than `limit`. */
  some(least, limit, make) {
    return Array.from({ length: least + this.below(limit - least) }, make);
  }
}

const PIECES = [
  'a', 'kube', ' ', '/', '~', '~1', '.', 'é', '\u2028', '\u{1f600}', '\\n', '\\t', '\\"', '\\\\', '\\/',
  '\\u0041', '\\u0000', '\\u001f', '\\u2028', '\\ud83d\\ude00', '\\ud800', '\\udc00', '\\udbff\\udfff',
];

const NAMES = [
  'iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti', 'kubernetes.io', 'namespace', 'serviceaccount', 'pod',
  'name', 'uid', 'warnafter', 'alg', 'kid', 'typ', 'enc', '__proto__', 'constructor', 'toString', '0', '',
  'a/b', 'a~b', '\\u0061lg', 'kubernetes.io/serviceaccount/namespace', 'azp', 'nonce', 'email',
];

const NUMBERS = [
  '0', '-0', '1', '-1', '1700000000', '1700003600', '1.5', '1.50', '1e3', '1E+3', '1e-7', '1e400', '-1e400',
  '9007199254740993', '18446744073709551616', '0.1', '1700000000.5', '5e-324', '123456789012345678901234567890',
];

const string = (random) => `"${random.some(0, 5, () => random.one(PIECES)).join('')}"`;
const name = (random) => (random.below(4) ? `"${random.one(NAMES)}"` : string(random));
const blank = (random) => random.one(['', '', '', ' ', '\n', '\t', '\r\n']);

function value(random, depth) {
  switch (random.below(depth > 0 ? 7 : 5)) {
    case 0:
      return random.one(NUMBERS);
    case 1:
      return random.one(['true', 'false', 'null']);
    case 5:
      return `[${random.some(0, 4, () => blank(random) + value(random, depth - 1)).join(',')}]`;
    case 6:
      return object(random, depth - 1);
    default:
      return string(random);
  }
}

/** The text of a JSON object. */
export function object(random, depth = 4) {
  const member = () => `${blank(random)}${name(random)}${blank(random)}:${value(random, depth)}`;
  return `{${random.some(0, 6, member).join(',')}${blank(random)}}`;
}

const EDITS = [
  '', '', '[', ']', '{', '}', ':', ',', ',,', '"', '\\', '\\u', '\\x', '\\ud800', 'e', '.', '-', '+', '0', '1',
  ' ', '\t', '\n', '\f', '\u00a0', '\u0000', '\u001f', '\ufeff', "'", '//', '/**/', 'NaN', 'Infinity', 'tru',
  'undefined', '0x1', '01', '1.', '.5', '=', '_',
];

/** The text with a few characters put in, taken out or replaced. */
export function edited(random, text) {
  const characters = Array.from(text);
  for (let left = 1 + random.below(3); left > 0; left -= 1) {
    const at = random.below(characters.length + 1);
    characters.splice(at, random.below(3), random.one(EDITS));
  }
  return characters.join('');
}

export const base64url = (text) => Buffer.from(text).toString('base64url');

/** As long as an RSA-2048 key makes it, and repeating nothing. */
const SIGNATURE = Buffer.from(Array.from({ length: 256 }, ((random) => () => random.below(256))(new Random(7))))
  .toString('base64url');

export const token = (header, payload, signature = SIGNATURE) =>
  `${base64url(header)}.${base64url(payload)}.${signature}`;

export const HEADER = '{"alg":"RS256","kid":"JHJehTTTZlsspKHT-GaJxK7Kd1NQgZJu3fyK6K_QDYU"}';

const ISSUER = 'https://kubernetes.default.svc.cluster.local';
const UID = '8208ff56-0a67-47bb-8175-a198423dacf8';

/** Claims of each kind, with the kind. */
export function claims(random) {
  const times = { exp: 1700000000 + random.below(100000), iat: 1700000000 - random.below(100000) };
  const namespace = random.one(['default', 'shop', 'kube-system']);
  const account = random.one(['build', 'cart', 'default']);
  const sub = `system:serviceaccount:${namespace}:${account}`;
  const prefix = 'kubernetes.io/serviceaccount';
  const legacy = {
    iss: 'kubernetes/serviceaccount',
    [`${prefix}/namespace`]: namespace,
    [`${prefix}/secret.name`]: `${account}-token-57llx`,
    [`${prefix}/service-account.name`]: account,
    [`${prefix}/service-account.uid`]: UID,
    sub,
  };
  const own = { namespace, serviceaccount: { name: account, uid: UID } };
  if (random.below(2)) own.pod = { name: 'web-0', uid: UID };
  const bound = {
    aud: [ISSUER], ...times, iss: ISSUER, jti: UID, 'kubernetes.io': own, nbf: times.iat, sub,
  };
  const other = { iss: 'https://accounts.example.test', sub: '12345', aud: 'client', ...times };
  return random.one([['legacy', legacy], ['bound', bound], ['other', other]]);
}
