// What the module gives, and the outer shape of the report; docs/report.md of the project says all of
// it. Within version 1 members and values are added, never renamed or taken away.

/** Loads the wasm; without an address, from beside this module. Call it once, before all else. */
export default function init(
  options?: { module_or_path?: InitInput | Promise<InitInput> } | InitInput | Promise<InitInput>,
): Promise<unknown>;

/** The same, with the wasm at hand. */
export function initSync(options: { module: BufferSource | WebAssembly.Module }): unknown;

export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

/** Reads a text of any kind and says what tokens are in it. It never throws because of the text. */
export function inspect(text: string, options?: InspectOptions): Report;

/** Mounts the page in an element, as often as there are elements. Without one it is mounted in `#app`, as
 * the main content of its own document, and opens what the address says. The styles are the host's
 * affair: the element `<sa-token-decoder>` brings them along. */
export function mount(root?: Element, options?: MountOptions): Handle;

export interface MountOptions {
  /** Has long texts read by a worker. Without it the page reads them itself. */
  reader?: (
    module?: WebAssembly.Module,
    bytes?: Uint8Array,
    now?: number,
    done?: (report?: Uint8Array) => void,
  ) => void;
  /** Called once the page is there and listens to events. */
  onReady?: () => void;
  /** Called when another text was read. */
  onRead?: (summary: Summary) => void;
  /** Called when the module has stopped working for good. No handle may be used after that. */
  onPanic?: () => void;
}

/** What a host is told about a text: neither the text nor any name in it. */
export interface Summary {
  bytes: number;
  kind: Token["kind"] | null;
  times: Times | null;
  /** How many tokens the text contains. */
  count: number;
}

/** A mounted page. */
export class Handle {
  private constructor();
  /** Opens a text, or an example instead, in place of what is there. */
  open(text?: string, options?: OpenOptions): void;
  /** Removes the page from its element, with all that it holds and listens to. */
  unmount(): void;
  /** The text that is shown. */
  readonly text: string;
  /** The name of the open example. */
  readonly example: string | undefined;
  /** The time that the clock was set to, in Unix seconds; undefined for the computer's clock. */
  readonly now: number | undefined;
  /** Frees the handle itself. Without it the garbage collector does that. */
  free(): void;
}

export interface OpenOptions {
  /** The time at which the clock of the page stands still, in Unix seconds; the computer's clock, or that
   * of the example, if it is left out. */
  now?: number;
  /** The name of an example to open instead of a text. */
  example?: string;
}

export interface InspectOptions {
  /** The clock in Unix seconds; the computer's if it is left out. */
  now?: number;
  /** What the API server was given as --api-audiences. */
  apiAudiences?: readonly string[];
}

/** All that is told about a text. It holds no signature. */
export interface Report {
  version: 1;
  now: number | null;
  input: { form: string; bytes: number };
  tokens: Token[];
  findings: Finding[];
}

export interface Token {
  location: Location;
  parts: { name: PartName; ranges: Range[] }[];
  format: "jws" | "jws-redacted" | "jws-truncated" | "jws-json" | "unsecured" | "jwe" | null;
  kind: "legacy" | "bound" | "other" | "unreadable";
  /** A few words. */
  headline: string;
  /** One plain sentence. */
  summary: string;
  rows: { name: string; state: "usual" | "notable" | "problem" | "unknown"; words: string; why: string }[];
  variant: Variant | null;
  identified_as: { code: string; name: string; certainty: Certainty } | null;
  evidence: {
    code: string;
    text: string;
    certainty: Certainty;
    part: PartName | null;
    pointer: string | null;
  }[];
  identity: Identity | null;
  binding: {
    kind: string;
    name: string | null;
    uid: string | null;
    node: { name: string | null; uid: string | null } | null;
  } | null;
  times: Times;
  header: Json;
  payload: Json;
  /** Its length in bytes, and never itself. */
  signature: { bytes: number | null; key_hint: string | null; status: "not-checked" | "absent" | "redacted" };
  ends: { what: string; text: string; certainty: Certainty }[];
  remedies: {
    title: string;
    why: string;
    when: "leaked" | "hygiene" | "check";
    command: string | null;
    needs: string | null;
    destructive: boolean;
  }[];
  findings: Finding[];
}

export interface Location {
  start: number;
  end: number;
  /** How it was wrapped, outermost first. */
  encoding: string[];
  path: (string | number)[][] | null;
  display: string | null;
  object: unknown;
}

export interface Variant {
  bound_to: "pod" | "secret" | "node" | "none" | "webhook" | null;
  extended: boolean;
  origin: "auto-generated" | "manual" | "auto-generated-likely" | "manual-likely" | null;
  audience: "api-server" | "foreign" | "mixed" | "none";
  parties: { code: string; name: string; audience: string; certainty: Certainty }[];
  platforms: { name: string; certainty: Certainty }[];
  signer: "kubernetes" | "external" | "provider" | "unknown";
  kubernetes: {
    min: string | null;
    max: string | null;
    usual_min: string | null;
    usual_max: string | null;
  };
}

/** Whom the API server would take the bearer for. */
export interface Identity {
  namespace: string;
  service_account: string;
  uid: string | null;
  username: string;
  groups: string[];
  extra: Record<string, string[]>;
}

/** In Unix seconds; null when missing, unreadable or beyond all dates. */
export interface Times {
  issued_at: number | null;
  not_before: number | null;
  warn_after: number | null;
  expires_at: number | null;
  refresh_at: number | null;
  accepted_until: number | null;
  lifetime_seconds: number | null;
  status: "no-expiry" | "expired" | "not-yet-valid" | "stale" | "active" | "unknown";
}

/** The JSON of a part of the token. */
export interface Json {
  text: string | null;
  members: Member[];
}

/** A value of it, parents before children, duplicates and all. */
export interface Member {
  pointer: string;
  index: number;
  name: string | null;
  type: "string" | "number" | "boolean" | "null" | "object" | "array";
  start: number;
  end: number;
  ranges: Range[];
  text: string | null;
  value: string | null;
  /** Why the report does not hold the value, and its length in characters. */
  withheld: { reason: "token" | "private-key" | "credential" | "opaque"; characters: number } | null;
  title: string;
  meaning: string;
  source: string | null;
  certainty: Certainty;
  time: { utc: string; seconds: number } | null;
}

export interface Finding {
  code: string;
  severity: "error" | "warning" | "notice";
  message: string;
  help: string | null;
  part: PartName | null;
  start: number | null;
  end: number | null;
  line: number | null;
  column: number | null;
  pointer: string | null;
  reference: string | null;
  api_server: string | null;
  count: number;
}

export type PartName =
  | "header"
  | "payload"
  | "signature"
  | "encrypted-key"
  | "initialization-vector"
  | "ciphertext"
  | "authentication-tag"
  | "extra";

export type Certainty = "certain" | "documented" | "seen" | "likely" | "unknown";

/** Bytes of the text; the end is not one of them. */
export type Range = [start: number, end: number];
