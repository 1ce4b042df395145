// Makes and checks the example tokens: `cargo xtask examples` and `cargo xtask test` run it.
//
// The definitions stand in www/examples/examples.json. From them come, beside it,
//   tokens/NAME.txt   what somebody would paste,
//   jwks.json         the public keys that the tokens verify with,
//   carried.txt       all of it as the page carries it (src/examples.rs says how it is read).
// The private keys are made here, sign once and are dropped. So signatures are kept as long as what
// they sign stays the same; when it changes, all are made anew with fresh keys.

import { createHash, webcrypto } from "node:crypto";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import * as jose from "jose";

globalThis.crypto ??= webcrypto; // Node.js 18 has it only here.

const folder = new URL("../www/examples/", import.meta.url);
const read = (path) => readFile(new URL(path, folder), "utf8");
const readIfThere = (path) => read(path).catch(() => "");
const { keys, examples } = JSON.parse(await read("examples.json"));

const GROUPS = { legacy: "l", bound: "b", other: "o", broken: "x" };

// What is signed.

/** The texts of header and payload, to the byte. */
function texts({ header, payload, indent }, kid) {
  const withKid = "kid" in header ? { ...header, kid: header.kid.replace("{kid}", kid) } : header;
  return [JSON.stringify(withKid), JSON.stringify(payload, null, indent)];
}

/** Makes the keys and signs everything; answers the tokens by name and the public keys. */
async function sign() {
  const tokens = new Map();
  const made = new Map();
  for (const [name, { alg, kid }] of Object.entries(keys)) made.set(name, await makeKey(alg, kid));
  for (const example of examples.filter((example) => example.header)) {
    const { key, kid = "" } = made.get(example.key) ?? {};
    const [header, payload] = texts(example, kid);
    tokens.set(example.name, await signOne(header, payload, key));
  }
  const jwks = { keys: [...made.values()].map(({ jwk }) => jwk).filter(Boolean) };
  return { tokens, jwks };
}

async function makeKey(alg, kid) {
  if (alg === "HS256") return { key: webcrypto.getRandomValues(new Uint8Array(32)) };
  if (alg === "dir") return { key: webcrypto.getRandomValues(new Uint8Array(16)) };
  const { publicKey, privateKey } = await jose.generateKeyPair(alg, { extractable: true });
  const jwk = { use: "sig", alg, ...(await jose.exportJWK(publicKey)) };
  const id = kid === "sha256" ? await kubernetesKeyId(publicKey) : kid;
  return { key: privateKey, kid: id, jwk: id === undefined ? jwk : { ...jwk, kid: id } };
}

/** As keyIDFromPublicKey in kubernetes/kubernetes pkg/serviceaccount/jwt.go does. */
async function kubernetesKeyId(publicKey) {
  const der = Buffer.from(await webcrypto.subtle.exportKey("spki", publicKey));
  return createHash("sha256").update(der).digest("base64url");
}

async function signOne(header, payload, key) {
  const bytes = new TextEncoder().encode(payload);
  const parsed = JSON.parse(header);
  if (parsed.alg === "none") return `${base64url(header)}.${base64url(payload)}.`;
  if (parsed.alg === "dir") {
    return new jose.CompactEncrypt(bytes).setProtectedHeader(parsed).encrypt(key);
  }
  return new jose.CompactSign(bytes).setProtectedHeader(parsed).sign(key);
}

const base64url = (text) => Buffer.from(text).toString("base64url");
const fromBase64url = (text) => Buffer.from(text, "base64url").toString();

// What is committed.

/** The tokens as they are committed, and their keys. */
async function committed() {
  const jwks = JSON.parse((await readIfThere("jwks.json")) || '{"keys":[]}');
  const tokens = new Map();
  for (const { name } of examples.filter((example) => example.header)) {
    tokens.set(name, (await readIfThere(`tokens/${name}.txt`)).trimEnd());
  }
  return { tokens, jwks };
}

/** Why a committed token is not what its definition says; null if it is. */
async function fault(example, token, jwks) {
  const [header, payload] = token.split(".").map(fromBase64url);
  if (!header) return "there is no such token yet";
  const wanted = texts(example, JSON.parse(header).kid);
  if (header !== wanted[0]) return "the header differs from its definition";
  // Of an encrypted one only the header can be compared.
  if (!("enc" in example.header) && payload !== wanted[1]) return "the payload differs from its definition";
  return checkSignature(example, token, jwks);
}

async function checkSignature({ fails }, token, jwks) {
  const code = await verify(token, jwks).then(
    () => null,
    (error) => error.code ?? error.message,
  );
  if (code === (fails?.code ?? null)) return null;
  return `verifying it gives ${code ?? "no error"}, not ${fails?.code ?? "no error"}`;
}

/** Verifies as a receiver with the key set does; without a key id it tries every key. */
async function verify(token, jwks) {
  const header = JSON.parse(fromBase64url(token.split(".")[0]));
  if (header.kid || !/^(RS|ES)/.test(header.alg)) {
    return jose.compactVerify(token, jose.createLocalJWKSet(jwks));
  }
  const attempts = jwks.keys
    .filter((jwk) => jwk.alg === header.alg)
    .map(async (jwk) => jose.compactVerify(token, await jose.importJWK(jwk)));
  return Promise.any(attempts);
}

// What comes of it.

/** The token of an example that is made from another: as far as it goes. */
function part({ first }, token) {
  if (first === "signature") return token.slice(0, token.lastIndexOf(".") + 1);
  return first === undefined ? token : token.slice(0, first);
}

/** What somebody would paste. */
function paste(example, tokens) {
  if (example.header) return tokens.get(example.name);
  let token = example.of ? part(example, tokens.get(example.of)) : "";
  for (let layer = 0; layer < (example.base64 ?? 0); layer++) token = Buffer.from(token).toString("base64");
  return (example.text ?? "{token}").replace("{token}", () => token);
}

/** An example as the page carries it: its words, its JSON or text, its signature or how it is made. */
function carry(example, tokens) {
  const { name, group, featured, title, lesson, now } = example;
  const words = [GROUPS[group] + (featured ? "*" : ""), name, title, lesson, now].join("\n");
  if (!example.header) {
    const { of = "", base64 = 0, text = "{token}" } = example;
    const whole = tokens.get(of) ?? "";
    return [words, `${of}\n${text.replace("{token}", "\x1a")}`, `${part(example, whole).length} ${base64}`];
  }
  const [header, payload, ...rest] = tokens.get(name).split(".");
  return [words, `${fromBase64url(header)}\n${fromBase64url(payload)}`, rest.join(".")];
}

/** All of them: like stands beside like, which compresses best. */
function carryAll(tokens) {
  const carried = examples.map((example) => carry(example, tokens));
  return [0, 1, 2].map((column) => carried.map((columns) => columns[column]).join("\x1e")).join("\x1d");
}

/** Every file that comes of the definitions and the signatures. */
function files({ tokens, jwks }) {
  const all = new Map([["jwks.json", `${JSON.stringify(jwks, null, 2)}\n`]]);
  all.set("carried.txt", carryAll(tokens));
  for (const example of examples) all.set(`tokens/${example.name}.txt`, `${paste(example, tokens)}\n`);
  return all;
}

/** Files of examples that are defined no more. */
async function leftOver(all) {
  const there = await readdir(new URL("tokens/", folder)).catch(() => []);
  return there.map((name) => `tokens/${name}`).filter((path) => !all.has(path));
}

// The two commands.

async function make(fresh) {
  let made = await committed();
  const signed = examples.filter((example) => example.header);
  const faults = await Promise.all(signed.map((example) => fault(example, made.tokens.get(example.name), made.jwks)));
  const renew = fresh || faults.some(Boolean);
  if (renew) made = await sign();
  console.log(renew ? "all signed anew with fresh keys" : "the signatures are kept: what they sign is as it was");
  const all = files(made);
  await mkdir(new URL("tokens/", folder), { recursive: true });
  let written = 0;
  for (const [path, text] of all) {
    if ((await readIfThere(path)) === text) continue;
    await writeFile(new URL(path, folder), text);
    written++;
  }
  for (const path of await leftOver(all)) await rm(new URL(path, folder));
  console.log(`${examples.length} examples, ${written} files written`);
}

async function check() {
  const made = await committed();
  const results = [];
  for (const example of examples) {
    results.push([example.name, await faultOf(example, made)]);
    if (example.fails) console.log(`  ${example.name} does not verify, on purpose: ${example.fails.because}`);
  }
  const all = files(made);
  const differing = [];
  for (const [path, text] of all) if ((await readIfThere(path)) !== text) differing.push(path);
  differing.push(...(await leftOver(all)));
  results.push(["the files", differing.length ? `not as made: ${differing.join(", ")}` : null]);
  const isPrivate = made.jwks.keys.some((jwk) => "d" in jwk || "k" in jwk);
  results.push(["the key set", isPrivate ? "it holds a private key" : null]);

  const failed = results.filter(([, fault]) => fault);
  for (const [name, fault] of failed) console.log(`  ${name}: ${fault}: cargo xtask examples`);
  const verdict = failed.length ? "FAILED" : "ok";
  console.log(`test result: ${verdict}. ${results.length - failed.length} passed; ${failed.length} failed`);
  process.exitCode = failed.length ? 1 : 0;
}

/** Of what is not one token to verify, such as a bootstrap token, only the files are compared. */
async function faultOf(example, { tokens, jwks }) {
  if (example.header) return fault(example, tokens.get(example.name), jwks);
  if (!example.of) return null;
  const token = part(example, tokens.get(example.of));
  const altered = example.first === undefined ? token : paste(example, tokens);
  return checkSignature(example, altered, jwks);
}

if (process.argv.includes("--check")) await check();
else await make(process.argv.includes("--fresh"));
