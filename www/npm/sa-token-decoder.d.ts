// The exports of the module and the types of the report; docs/report.md in the project explains them. Within
// version 1, members and values are added, never renamed or removed.

/** Loads the wasm, by default from the folder of this module. Call it once, before anything else. */
export default function init(
  options?: { module_or_path?: InitInput | Promise<InitInput> } | InitInput | Promise<InitInput>,
): Promise<unknown>;

/** Does the same with wasm that you already have. */
export function initSync(options: { module: BufferSource | WebAssembly.Module }): unknown;

export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

/** Returns the report on any text. It never throws because of the text. */
export function inspect(text: string, options?: InspectOptions): Report;

/** Returns what two tokens are to each other, and their claims side by side; null if one of the texts has no
 * such token. It never throws because of a text. */
export function compare(
  first: TokenInText,
  second: TokenInText,
  options?: CompareOptions,
): Comparison | null;

/** A text, of which the first token is compared, or a text and the position of the token in it. */
export type TokenInText = string | { text: string; token?: number };

export interface CompareOptions {
  /** The values of the API server's --api-audiences. */
  apiAudiences?: readonly string[];
}

/** Checks the signature of a token with the Web Crypto API, and promises what it proves. `keys` is a text with
 * keys (JWKS, JWK, PEM, certificates, base64 of these), an object (a JWKS or a JWK), or an array of these. Nothing
 * is fetched. It never rejects because of a text or a key. */
export function verify(
  text: string,
  keys?: string | object | readonly (string | object)[] | null,
  options?: VerifyOptions,
): Promise<Verification>;

export interface VerifyOptions {
  /** The position of the token among those that `inspect` finds; by default the first. */
  index?: number;
  /** A secret for HMAC. */
  secret?: string | Uint8Array;
}

/** Returns who would accept a token: the checks of each party, first the one that the token's audience names. Empty
 * if the text has no such token. Nothing is fetched, and it never throws because of a text or an option. */
export function verdicts(text: string, options?: VerdictOptions): Verdict[];

/** What you know about the parties and the cluster. Whatever is left out stays unknown. */
export interface VerdictOptions {
  /** The position of the token among those that `inspect` finds; by default the first. */
  index?: number;
  /** The clock, in Unix seconds; by default the computer's. */
  now?: number;
  /** The result of `verify` for this token. */
  verification?: Verification | null;
  /** The API server's version, such as "1.31"; by default the newest that this tool knows. */
  release?: string;
  /** The values of the API server's --service-account-issuer. */
  issuers?: readonly string[];
  /** The values of the API server's --api-audiences; by default its issuers. */
  apiAudiences?: readonly string[];
  /** The audiences that are asked for, as in a TokenReview; by default the API server's. */
  requestedAudiences?: readonly string[];
  /** The API server's --service-account-lookup; by default true. */
  legacyLookup?: boolean;
  /** The state of the ServiceAccount. */
  account?: ObjectState;
  /** The state of the object that the token is bound to, or of a legacy token's Secret. */
  object?: ObjectState;
  /** Whether that Secret contains this very token. */
  secretHasToken?: boolean;
  /** Whether that Secret has the label kubernetes.io/legacy-token-invalid-since. */
  markedInvalid?: boolean;
  /** The issuers that a recipient trusts. */
  expectedIssuers?: readonly string[];
  /** The audiences that a recipient accepts. */
  expectedAudiences?: readonly string[];
  /** The subject that a recipient accepts, or its pattern. */
  expectedSubject?: string;
  /** The trust policy of a recipient, as JSON. */
  policy?: string;
  /** The longest time in seconds from `iat` to `exp` that a recipient accepts, where it can be configured:
   * `max_jwt_lifetime_seconds` of the Claude API, by default 3600. */
  maxLifetimeSeconds?: number;
  /** `IssuanceLimitTime` of an OpenID Connect provider at Alibaba Cloud: how many hours after `iat` it accepts a
   * token, from 1 to 168. */
  issuanceLimitHours?: number;
}

/** What you know about an object. Terminating: its `deletionTimestamp` is more than a minute past.
 * Recreated: with another uid. */
export type ObjectState = "unknown" | "exists" | "terminating" | "deleted" | "recreated";

/** Mounts the page in an element, any number of times in different elements. Without an element it uses
 * `#app`, as the main content of its own document, and opens what the address says. You provide the
 * styles; the element `<sa-token-decoder>` includes them. */
export function mount(root?: Element, options?: MountOptions): Handle;

export interface MountOptions {
  /** Reads long texts in a worker. Without it the page reads them itself. */
  reader?: (
    module?: WebAssembly.Module,
    bytes?: Uint8Array,
    now?: number,
    done?: (report?: Uint8Array) => void,
  ) => void;
  /** Called once the page is mounted and listens to events. */
  onReady?: () => void;
  /** Called after each text that the page reads. */
  onRead?: (summary: Summary) => void;
  /** Called when the module has panicked and cannot continue. Do not use any handle after that. */
  onPanic?: () => void;
}

/** Facts about a text for its host, without the text or any name in it. */
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
  /** Opens a text or an example in place of the current one. */
  open(text?: string, options?: OpenOptions): void;
  /** Removes the page from its element, with its data and listeners. */
  unmount(): void;
  /** The text that is shown. */
  readonly text: string;
  /** The name of the open example. */
  readonly example: string | undefined;
  /** The time that the clock was set to, in Unix seconds; undefined for the computer's clock. */
  readonly now: number | undefined;
  /** The text of the public keys that check signatures. Setting it replaces them. */
  keys: string;
  /** Frees the handle itself. Without it the garbage collector does that. */
  free(): void;
}

export interface OpenOptions {
  /** The time that the page's clock is set to, in Unix seconds; by default the computer's clock, or the
   * example's. */
  now?: number;
  /** The name of an example to open instead of a text. */
  example?: string;
}

export interface InspectOptions {
  /** The clock in Unix seconds; by default the computer's. */
  now?: number;
  /** The values of the API server's --api-audiences. */
  apiAudiences?: readonly string[];
}

// The types of the report. Generated from the Rust types:
// UPDATE_DOCS=1 cargo test -p service-account-token --test schema

/** What `inspect` returns. */
export interface Report {
  /** The version of the JSON form: 1. */
  version: number;
  /** The clock that the caller gave, if any. */
  now: number | null;
  /** What was pasted. */
  input: Input;
  /** Every token found, in the order of the text. */
  tokens: Token[];
  /** Findings about the paste; findings about a token are in that token. */
  findings: Finding[];
  /** The YAML and JSON in the paste; null if there is none. */
  document: Document | null;
}

/** What was pasted. */
export interface Input {
  /** The first form that fits. */
  form: Form;
  /** Its length in bytes of UTF-8. */
  bytes: number;
}

/** One token and its explanation. */
export interface Token {
  /** Its place in the paste. */
  location: Location;
  /** Its dotted parts, in order. */
  parts: Part[];
  /** Its serialization; null if unreadable. */
  format: Format | null;
  /** Its kind. */
  kind: Kind;
  /** Every API server rejects it as it stands, for its form, its header or its claims. Its time, its audience and a cut do not count. */
  rejected: boolean;
  /** A few words. */
  headline: string;
  /** One to three sentences. */
  summary: string;
  /** Kind, time, audience, structure and signature: always these five, in this order. */
  rows: Row[];
  /** Details of a service account token; null for others. */
  variant: Variant | null;
  /** What a token of kind `other` is. */
  identified_as: IdentifiedAs | null;
  /** The reasons for the conclusions. */
  evidence: Evidence[];
  /** The user that the API server would derive from the token. */
  identity: Identity | null;
  /** The object whose deletion revokes the token. */
  binding: Binding | null;
  /** Its times. */
  times: Times;
  /** The JOSE header. */
  header: JsonPart;
  /** The claims set. */
  payload: JsonPart;
  /** Facts about the signature, never the signature itself. */
  signature: Signature;
  /** What revokes the token or makes it expire. */
  ends: End[];
  /** What to do. */
  remedies: Remedy[];
  /** Findings about the token. */
  findings: Finding[];
}

/** Something found in the paste or in a token: what, where, and what to do. */
export interface Finding {
  /** A stable code for programs. */
  code: FindingCode | (string & {});
  /** Fixed for each code. */
  severity: Severity;
  /** What was found, before what was expected, and where. */
  message: string;
  /** What to do next. */
  help: string | null;
  /** The part that it refers to. */
  part: PartName | null;
  /** First byte in the paste. */
  start: number | null;
  /** One past the last byte in the paste. */
  end: number | null;
  /** Line of the paste, from 1. */
  line: number | null;
  /** Column of the paste in characters, from 1. */
  column: number | null;
  /** The member that it refers to. */
  pointer: string | null;
  /** The rule, such as `RFC 7515 §2`. */
  reference: string | null;
  /** What the API server would answer or log. */
  api_server: string | null;
  /** Usually 1. At most 20 findings of one code are listed; the last of them counts itself and those left out. */
  count: number;
}

/** The YAML and JSON in a paste. */
export interface Document {
  /** How many documents of each form there are. */
  forms: DocumentForm[];
  /** How many Kubernetes objects of each kind there are, lists included. */
  objects: DocumentObjects[];
  /** What was recognized as secret in the paste, in the order of the text, without overlaps. The headers and the payloads of the tokens are left. */
  covered: Covered[];
}

/** The form of a paste. The first form in this order that fits is chosen. */
export type Form =
  | "empty"
  | "binary"
  | "input-too-large"
  | "secret"
  | "list"
  | "kubeconfig"
  | "token-request"
  | "token-review"
  | "exec-credential"
  | "credential-provider-request"
  | "csi-tokens"
  | "dockercfg"
  | "vault-login"
  | "jwks"
  | "terraform-state"
  | "json"
  | "yaml"
  | "secret-description"
  | "curl"
  | "command"
  | "authorization-header"
  | "websocket-protocol"
  | "http-trace"
  | "environment"
  | "log"
  | "pem"
  | "token"
  | "base64-token"
  | "other-credential"
  | "text";

/** The place of a token in the paste. */
export interface Location {
  /** First byte. */
  start: number;
  /** One past the last byte. */
  end: number;
  /** How it is wrapped, outermost first. */
  encoding: Encoding[];
  /** In a document: the keys that lead to it, a list for each layer. Null elsewhere. */
  path: PathKey[][] | null;
  /** The path in words. */
  display: string | null;
  /** The Kubernetes object around it. */
  object: KubernetesObject | null;
}

/** A dotted part with its bytes: several ranges if it is wrapped. */
export interface Part {
  /** Which part. */
  name: PartName;
  /** Its bytes in the paste, in order. */
  ranges: Span[];
}

/** The serialization of a token. */
export type Format =
  | "jws"
  | "jws-redacted"
  | "jws-truncated"
  | "jws-json"
  | "unsecured"
  | "decoded"
  | "jwe";

/** What a token is, by the shape of its claims. */
export type Kind =
  | "legacy"
  | "bound"
  | "other"
  | "unreadable";

/** One status row. */
export interface Row {
  /** Which row. */
  name: RowName;
  /** Its state. */
  state: RowState;
  /** A few words. */
  words: string;
  /** The reason, in one line. */
  why: string;
}

/** The details of a service account token. */
export interface Variant {
  /** The object it is bound to; null for legacy. */
  bound_to: BoundTo | null;
  /** The 3607 s request was extended: `warnafter` is there. Whether the other claims fit that, the findings and the sentences tell. */
  extended: boolean;
  /** How a legacy token was created; null for bound. */
  origin: Origin | null;
  /** Its recipients. */
  audience: AudienceClass;
  /** The recipients that the audience names, one code per known party. */
  parties: Party[];
  /** Every platform whose issuer fits. */
  platforms: Platform[];
  /** Who signed it. */
  signer: Signer;
  /** The releases that could have issued it. */
  kubernetes: VersionWindow;
}

/** What a token of kind `other` is. */
export interface IdentifiedAs {
  /** A stable code, such as `github-actions`. */
  code: OtherTokenCode | (string & {});
  /** Its name, with its article: "a GitHub Actions OIDC token". */
  name: string;
  /** How certain it is. */
  certainty: Certainty;
}

/** A reason for a conclusion, pointing at the claim. */
export interface Evidence {
  /** A stable code. */
  code: EvidenceCode | (string & {});
  /** One sentence. */
  text: string;
  /** How certain it is. */
  certainty: Certainty;
  /** The part that it refers to. */
  part: PartName | null;
  /** The member that it refers to. */
  pointer: string | null;
}

/** The user that the API server would derive from the token (kubernetes/apiserver pkg/authentication/serviceaccount/util.go). */
export interface Identity {
  /** The namespace of the account. */
  namespace: string;
  /** The name of the account. */
  service_account: string;
  /** The uid of the account. */
  uid: string | null;
  /** The user name, such as `system:serviceaccount:shop:cart`. */
  username: string;
  /** The groups. */
  groups: string[];
  /** Further facts, such as the name of the Pod. */
  extra: Record<string, string[]>;
}

/** The object whose deletion revokes the token. */
export interface Binding {
  /** Its kind, such as `Pod`. */
  kind: string;
  /** Its name. */
  name: string | null;
  /** Its uid; null for legacy. */
  uid: string | null;
  /** The node that a Pod was scheduled to. */
  node: ObjectName | null;
}

/** The times of a token, in Unix seconds. */
export interface Times {
  /** `iat`. */
  issued_at: number | null;
  /** `nbf`. */
  not_before: number | null;
  /** `warnafter`. */
  warn_after: number | null;
  /** `exp`; null for legacy, whose `exp` is ignored. */
  expires_at: number | null;
  /** When the kubelet replaces it: `iat` and the smaller of a day and four fifths of the lifetime that was requested. Only when bound to a Pod. */
  refresh_at: number | null;
  /** `exp` + 60 s, for bound tokens that the API server may accept. */
  accepted_until: number | null;
  /** `exp` − `iat`. */
  lifetime_seconds: number | null;
  /** The status by its own claims, without leeway. */
  status: TimeStatus;
}

/** A part that contains JSON. */
export interface JsonPart {
  /** The decoded text; null unless it begins with `{`. */
  text: string | null;
  /** Every member, in document order, parents before children. */
  members: Member[];
}

/** Facts about a signature, never the signature itself. */
export interface Signature {
  /** Its decoded length; null if it is missing or cannot be decoded. */
  bytes: number | null;
  /** The key that its length suggests, such as `RSA-2048`. */
  key_hint: string | null;
  /** Whether it was verified: the decoder alone never verifies it. */
  status: SignatureStatus;
}

/** An event that revokes a token or makes it expire. */
export interface End {
  /** A few words. */
  what: string;
  /** One or two sentences. */
  text: string;
  /** How certain it is. */
  certainty: Certainty;
}

/** Something to do. */
export interface Remedy {
  /** A few words. */
  title: string;
  /** One or two sentences; says why no command is given where one cannot be. Each further line is a point of a list. */
  why: string;
  /** When to do it. */
  when: Occasion;
  /** For a POSIX shell; or, if it begins with `spec:`, a part of a Pod's manifest. */
  command: string | null;
  /** What the command needs, such as `kubectl 1.24`. */
  needs: string | null;
  /** Whether it deletes or breaks something. */
  destructive: boolean;
  /** What it deletes or breaks, in a few words; null if nothing. */
  effect: string | null;
}

/** The code of a finding. */
export type FindingCode =
  | "empty_input"
  | "no_token_found"
  | "token_truncated"
  | "middle_left_out"
  | "token_redacted"
  | "variable_not_expanded"
  | "placeholder"
  | "encoded_as_bearer"
  | "scheme_not_bearer"
  | "value_has_newline"
  | "hidden_characters"
  | "blanks_inside"
  | "bearer_extra_space"
  | "bearer_twice"
  | "text_glued"
  | "decoded_not_token"
  | "input_too_large"
  | "too_many_tokens"
  | "too_many_layers"
  | "other_credential"
  | "server_message"
  | "document_syntax"
  | "document_left_out"
  | "document_mismatch"
  | "second_copy"
  | "empty_secret_token"
  | "string_data_encoded"
  | "data_not_encoded"
  | "marked_invalid"
  | "legacy_token_last_used"
  | "secret_created"
  | "cluster_certificate"
  | "exec_credential_certificate"
  | "expiration_mismatch"
  | "expiration_extended"
  | "token_reviewed"
  | "kubeconfig_context"
  | "kubeconfig_redacted"
  | "kubeconfig_user"
  | "audit_event"
  | "projected_volume"
  | "csi_token_request"
  | "segment_count"
  | "segment_empty"
  | "base64_character"
  | "base64_standard_alphabet"
  | "base64_padding"
  | "base64_length"
  | "base64_trailing_bits"
  | "utf8_invalid"
  | "byte_order_mark"
  | "json_syntax"
  | "json_not_object"
  | "json_duplicate_member"
  | "json_too_deep"
  | "json_too_many_members"
  | "json_trailing_text"
  | "unicode_deceptive"
  | "lone_surrogate"
  | "secret_in_token"
  | "value_withheld"
  | "tokens_glued"
  | "alg_missing"
  | "alg_none"
  | "alg_not_kubernetes"
  | "crit_present"
  | "key_in_header"
  | "header_member_unknown"
  | "nested_jwt"
  | "kid_shape"
  | "signature_length"
  | "claim_missing"
  | "claim_type"
  | "numeric_date_fraction"
  | "numeric_date_string"
  | "numeric_date_milliseconds"
  | "numeric_date_range"
  | "subject_mismatch"
  | "nbf_not_iat"
  | "exp_before_iat"
  | "issued_in_future"
  | "lifetime_below_minimum"
  | "lifetime_above_maximum"
  | "warnafter_unexpected"
  | "exp_ignored_in_legacy"
  | "claim_unexpected"
  | "issuer_unexpected"
  | "legacy_issuer_only"
  | "both_shapes"
  | "two_bindings"
  | "webhook_shape"
  | "webhook_draft_spelling"
  | "not_canonical_json"
  | "name_not_dns"
  | "uid_shape"
  | "unknown_member"
  | "expired"
  | "not_yet_valid"
  | "stale"
  | "no_expiry"
  | "long_lived"
  | "foreign_audience"
  | "mixed_audience"
  | "privileged_namespace"
  | "not_individually_revocable"
  | "legacy_issuer_on_bound";

/** How serious a finding is. */
export type Severity =
  | "error"
  | "warning"
  | "notice";

/** The name of a dotted part (RFC 7515 §3.1, RFC 7516 §3.1). */
export type PartName =
  | "header"
  | "payload"
  | "signature"
  | "encrypted-key"
  | "initialization-vector"
  | "ciphertext"
  | "authentication-tag"
  | "extra";

/** Documents of one form. */
export interface DocumentForm {
  /** The form. */
  form: Form;
  /** The number of documents. */
  count: number;
  /** The number of those with a token in them. */
  with_tokens: number;
  /** The number of tokens in them. */
  tokens: number;
}

/** Kubernetes objects of one kind. */
export interface DocumentObjects {
  /** The kind, such as `Secret`. */
  kind: string;
  /** The number of objects. */
  count: number;
}

/** Bytes of the paste that are secret. */
export interface Covered {
  /** The bytes. */
  span: Span;
  /** What they are. */
  what: CoveredKind | string;
}

/** One layer in which a token is wrapped in the paste. */
export type Encoding =
  | "base64"
  | "base64url"
  | "json-string"
  | "yaml-scalar"
  | "shell-quoted"
  | "percent"
  | "backslash-n"
  | "wrapped-lines"
  | "concatenated"
  | "quoted-lines"
  | "colored"
  | "utf-16";

/** A step into a document. */
export type PathKey = number | string;

/** The Kubernetes object around a token. Labels and annotations hold only known keys. */
export interface KubernetesObject {
  /** Its kind, such as `Secret`. */
  kind: string | null;
  /** Its namespace. */
  namespace: string | null;
  /** Its name. */
  name: string | null;
  /** Its uid. */
  uid: string | null;
  /** Its creation time, in RFC 3339. */
  created: string | null;
  /** Its labels, those that are known. */
  labels: Record<string, string>;
  /** Its annotations, those that are known. */
  annotations: Record<string, string>;
}

/** Bytes of a text, from `start` up to and without `end`. In JSON `[start, end]`. */
export type Span = [start: number, end: number];

/** The five rows. */
export type RowName =
  | "kind"
  | "time"
  | "audience"
  | "structure"
  | "signature";

/** The state of a row. */
export type RowState =
  | "usual"
  | "notable"
  | "problem"
  | "unknown";

/** The object that a bound token is bound to. */
export type BoundTo =
  | "pod"
  | "secret"
  | "node"
  | "none"
  | "webhook";

/** How a legacy token was created. */
export type Origin =
  | "auto-generated"
  | "manual"
  | "auto-generated-likely"
  | "manual-likely";

/** The recipients of a token. */
export type AudienceClass =
  | "api-server"
  | "foreign"
  | "mixed"
  | "none";

/** A known recipient that an audience names. */
export interface Party {
  /** A stable code, such as `aws-irsa`. */
  code: PartyCode | (string & {});
  /** Its name. */
  name: string;
  /** The audience value that names it. */
  audience: string;
  /** How certain it is. */
  certainty: Certainty;
}

/** A platform whose issuer fits. */
export interface Platform {
  /** A stable name, such as `kubeadm`. */
  name: PlatformCode | (string & {});
  /** What people call it, such as `Amazon EKS`. */
  title: string;
  /** How certain it is. */
  certainty: Certainty;
}

/** Who signed a token. */
export type Signer =
  | "kubernetes"
  | "external"
  | "provider"
  | "unknown";

/** Kubernetes releases, such as `1.29`: certain bounds and usual ones. */
export interface VersionWindow {
  /** The first release that could have issued it, for certain. */
  min: string | null;
  /** The last release that could have issued it, for certain. */
  max: string | null;
  /** The first release that usually issues such tokens. */
  usual_min: string | null;
  /** The last release that usually issues such tokens. */
  usual_max: string | null;
}

/** What a token of kind `other` is. */
export type OtherTokenCode =
  | "kubernetes-incomplete"
  | "service-account-look-alike"
  | "kubernetes-cut"
  | "kubernetes-damaged"
  | "jwt-cut"
  | "jwt-damaged"
  | "unread-payload"
  | "jwe"
  | "spiffe-jwt-svid"
  | "github-actions"
  | "gitlab-ci"
  | "google-id-token"
  | "entra"
  | "argocd"
  | "dex-id-token"
  | "oidc-id-token"
  | "oauth-access-token"
  | "oauth-refresh-token"
  | "oidc-logout-token"
  | "legacy-issuer-only"
  | "jwt";

/** How certain a statement is. */
export type Certainty =
  | "certain"
  | "documented"
  | "seen"
  | "likely"
  | "unknown";

/** What was seen in a token. For a token of kind `other` it is the code of `identified_as`. */
export type EvidenceCode =
  | "legacy_claims"
  | "nested_kubernetes_claim"
  | "legacy_issuer"
  | "issuer_disagrees"
  | "subject"
  | "secret_name_generated"
  | "secret_name_generated_old"
  | "secret_name_tool"
  | "secret_name_chosen"
  | "bound_to_pod"
  | "bound_to_secret"
  | "bound_to_node"
  | "bound_to_webhook"
  | "bound_to_nothing"
  | "binding_unknown"
  | "extended"
  | "kube_api_access"
  | "extended_lifetime"
  | "webhook_lifetime"
  | "injected_not_extended"
  | "not_extended_audience"
  | "controller_manager_client"
  | "default_lifetime"
  | "minimum_lifetime"
  | "eks_webhook_lifetime"
  | "day_lifetime"
  | "gke_cap"
  | "year_requested"
  | "ten_years_requested"
  | "maximum_lifetime"
  | "audience_given"
  | "audience_is_issuer"
  | "audience_default"
  | "audience_other_issuer"
  | "audience_extended"
  | "audience_webhook"
  | "audience_known"
  | "audience_unknown"
  | "signer_key_file"
  | "signer_key_file_old"
  | "signer_external"
  | "signer_eks"
  | "signer_provider"
  | "issuer_pattern"
  | "issuer_resembles"
  | "releases_contradict"
  | "auto_generation_stopped"
  | "typ_without_kid"
  | "kid_empty"
  | "kid_present"
  | "token_request"
  | "warnafter_since"
  | "extension_cut_since"
  | "jti_present"
  | "jti_absent"
  | "node_present"
  | "webhook_claims"
  | "external_signer_since" | OtherTokenCode;

/** The name and uid of an object. */
export interface ObjectName {
  /** Its name. */
  name: string | null;
  /** Its uid. */
  uid: string | null;
}

/** Where `now` falls in the token's own times. */
export type TimeStatus =
  | "no-expiry"
  | "expired"
  | "not-yet-valid"
  | "stale"
  | "active"
  | "unknown";

/** One member of a JSON part, with its meaning. */
export interface Member {
  /** A JSON Pointer (RFC 6901) into the part. */
  pointer: string;
  /** Distinguishes duplicates: 0 for the first with this pointer. */
  index: number;
  /** The name; null in an array. */
  name: string | null;
  /** The JSON type. */
  type: JsonType;
  /** First byte of the value in the decoded text. */
  start: number;
  /** One past its last byte in the decoded text. */
  end: number;
  /** The value's bytes in the paste. */
  ranges: Span[];
  /** The exact source; null for objects and arrays, and where it is withheld. */
  text: string | null;
  /** The unescaped string; null for other types, and where it is withheld. */
  value: string | null;
  /** Why the report withholds the value; null if it does not. */
  withheld: Withheld | null;
  /** The title. */
  title: string;
  /** The meaning of this value. */
  meaning: string;
  /** The source, such as `RFC 7519 §4.1.4`; null if unknown. */
  source: string | null;
  /** How certain it is. */
  certainty: Certainty;
  /** The time, if the value is one. */
  time: MemberTime | null;
}

/** Whether a signature was verified. */
export type SignatureStatus =
  | "not-checked"
  | "absent"
  | "redacted";

/** When to apply a remedy. */
export type Occasion =
  | "leaked"
  | "hygiene"
  | "check";

/** What is covered. */
export type CoveredKind =
  | "signature"
  | "token"
  | "private-key"
  | "password"
  | "credential"
  | "secret-value"
  | "opaque"
  | "unread";

/** A recipient that an audience can name. */
export type PartyCode =
  | "api-server"
  | "webhook"
  | "aws-irsa"
  | "eks-pod-identity"
  | "gke-workload-identity"
  | "gcp-workload-identity-federation"
  | "azure-workload-identity"
  | "aks-identity-binding"
  | "openshift-sts"
  | "alibaba-rrsa"
  | "tencent-cam"
  | "volcengine"
  | "ibm-cloud-iam"
  | "vault"
  | "conjur"
  | "istio"
  | "linkerd"
  | "dapr"
  | "envoy-gateway"
  | "sigstore"
  | "spire"
  | "konnectivity"
  | "openai"
  | "claude"
  | "snowflake"
  | "tailscale"
  | "doppler"
  | "cloudsmith"
  | "pulumi";

/** A platform or a distribution that issues tokens. */
export type PlatformCode =
  | "kubeadm"
  | "kind"
  | "minikube"
  | "k3s"
  | "rke2"
  | "k0s"
  | "microk8s"
  | "kubespray"
  | "kops"
  | "openshift"
  | "microshift"
  | "rosa"
  | "eks"
  | "gke"
  | "aks"
  | "huawei-cce"
  | "rancher"
  | "docker-desktop"
  | "vcluster"
  | "self-managed-aws"
  | "self-managed-azure";

/** The type of a JSON value. */
export type JsonType =
  | "string"
  | "number"
  | "boolean"
  | "null"
  | "object"
  | "array";

/** What the report says about a value that it withholds because it is or may be a credential. */
export interface Withheld {
  /** What the value contains or may contain. */
  reason: WithheldReason;
  /** Its length in characters, with JSON escapes decoded. */
  characters: number;
}

/** The time in a member. */
export interface MemberTime {
  /** Such as `2023-08-19T11:49:01Z`. */
  utc: string;
  /** Unix seconds. */
  seconds: number;
}

/** The reason to withhold a value. */
export type WithheldReason =
  | "token"
  | "private-key"
  | "credential"
  | "opaque";

/** What `compare` returns: what two tokens are to each other, and their members side by side. */
export interface Comparison {
  /** The version of the JSON form: 1. */
  version: number;
  /** What the tokens are to each other, the most telling first. */
  relations: Relation[];
  /** The members of both, those of the header first, in one order. */
  members: ComparedMember[];
}

/** What two tokens are to each other, if both are genuine. */
export interface Relation {
  /** A stable code for programs. */
  code: RelationCode | (string & {});
  /** A few words. */
  title: string;
  /** One or more sentences. */
  text: string;
  /** How certain it is. */
  certainty: Certainty;
}

/** A member of one token beside that of the other. Objects are not listed, only their members; a list is one member. */
export interface ComparedMember {
  /** Header or payload. */
  part: PartName;
  /** The title. */
  title: string;
  /** How the two compare. */
  state: ComparedState;
  /** The value in the first token; null if it has none. */
  first: ComparedValue | null;
  /** The value in the second token; null if it has none. */
  second: ComparedValue | null;
  /** Why they differ, or are spelled differently; null if that is unknown. */
  explanation: string | null;
}

/** What two tokens are to each other. */
export type RelationCode =
  | "same_token"
  | "same_contents"
  | "secret_repopulated"
  | "same_token_id"
  | "same_uid_other_names"
  | "damaged"
  | "decoded_claims"
  | "not_service_account"
  | "same_subject"
  | "legacy_and_bound"
  | "same_account"
  | "same_names"
  | "account_recreated"
  | "same_names_elsewhere"
  | "same_names_other_uid"
  | "different_accounts"
  | "refreshed"
  | "same_object"
  | "object_recreated"
  | "other_object"
  | "other_binding"
  | "same_secret"
  | "other_secret"
  | "issued"
  | "same_key"
  | "same_issuer"
  | "same_key_other_issuer"
  | "key_rotated"
  | "issuer_changed"
  | "other_key"
  | "another_cluster"
  | "other_audiences"
  | "extended_only";

/** How a member of one token compares to that of the other. */
export type ComparedState =
  | "equal"
  | "different"
  | "only-first"
  | "only-second"
  | "unknown";

/** The value of a member in one of two tokens. */
export interface ComparedValue {
  /** A JSON Pointer (RFC 6901) into the part. */
  pointer: string;
  /** Distinguishes duplicates: 0 for the first with this pointer. */
  index: number;
  /** The exact source, also of a list; null where it is withheld. */
  text: string | null;
  /** The unescaped string; null for other types, and where it is withheld. */
  value: string | null;
  /** Why the value is withheld; null if it is not. */
  withheld: Withheld | null;
  /** The time, if the value is one. */
  time: MemberTime | null;
}

/** What `verify` returns: whether one of the keys signed a token, and why it says so. */
export interface Verification {
  /** The version of the JSON form: 1. */
  version: number;
  /** What came of it. */
  status: VerificationStatus;
  /** Why: a stable code for programs. */
  reason: VerificationReason | string;
  /** A few words. */
  title: string;
  /** What it proves and does not prove, in one or more sentences. */
  text: string;
  /** The algorithm that the token names, if it is a known one that was read without doubt. */
  algorithm: string | null;
  /** The key that signed the token, or that the reason is about. */
  key: VerificationKey | null;
  /** How many keys were read. */
  keys: number;
  /** The parts of the keys' texts that gave no key. */
  faults: KeyFault[];
}

/** What came of checking a signature. It never says more than that a key signed these bytes. */
export type VerificationStatus =
  | "signed"
  | "bad-signature"
  | "no-key"
  | "not-checkable"
  | "refused";

/** Why a signature has its status. */
export type VerificationReason =
  | "signed"
  | "signed_other_kid"
  | "does_not_match"
  | "none_matches"
  | "no_keys"
  | "unknown_kid"
  | "no_key_for_algorithm"
  | "no_token"
  | "decoded_claims"
  | "encrypted"
  | "signature_left_out"
  | "cut_off"
  | "unknown_algorithm"
  | "browser_lacks_algorithm"
  | "insecure_context"
  | "no_web_crypto"
  | "private_key"
  | "unsecured"
  | "signature_empty"
  | "part_count"
  | "not_base64url"
  | "header_unreadable"
  | "duplicate_parameter"
  | "algorithm_missing"
  | "critical_parameter"
  | "unencoded_payload"
  | "algorithm_not_of_key"
  | "algorithm_not_of_jwk"
  | "key_use"
  | "key_operations"
  | "rsa_key_too_short"
  | "rsa_key_too_long"
  | "rsa_key_numbers"
  | "point_not_on_curve"
  | "point_of_small_order"
  | "secret_too_short"
  | "secret_is_key"
  | "signature_length"
  | "signature_der"
  | "signature_zero"
  | "signature_too_large"
  | "key_rejected";

/** A key that verifies signatures. Never the key itself. */
export interface VerificationKey {
  /** Its own `kid`; null if it has none. */
  kid: string | null;
  /** The `kid` that Kubernetes gives it: base64url of the SHA-256 of its DER. Null for a secret. */
  kubernetes_kid: string | null;
  /** Its JWK thumbprint (RFC 7638); null for a secret. */
  thumbprint: string | null;
  /** Its type, such as `RSA-2048`, `P-256`, `Ed25519` or `HMAC`. */
  type: string;
  /** Where it was. */
  source: KeySource;
}

/** A part of a text with keys that gave no key. */
export interface KeyFault {
  /** Why: a stable code for programs. */
  code: KeyFaultCode | (string & {});
  /** What is wrong and what to do, in one or two sentences. */
  message: string;
  /** Which of the texts with keys, from 0. */
  text: number;
  /** First byte in that text. */
  start: number;
  /** One past the last byte in that text. */
  end: number;
}

/** Where a key was. */
export interface KeySource {
  /** The form in which it was written. */
  form: KeyForm;
  /** Which of the texts with keys, from 0. */
  text: number;
  /** First byte in that text. */
  start: number;
  /** One past the last byte in that text. */
  end: number;
}

/** Why a part of the keys' text gave no key. */
export type KeyFaultCode =
  | "private_key"
  | "discovery_document"
  | "no_key"
  | "json_syntax"
  | "member_missing"
  | "not_base64url"
  | "unknown_key_type"
  | "unknown_curve"
  | "wrong_length"
  | "compressed_point"
  | "unfinished_pem"
  | "unknown_pem"
  | "damaged"
  | "unrecognized"
  | "too_many_keys";

/** The form in which a key was written. */
export type KeyForm =
  | "jwks"
  | "jwk"
  | "spki"
  | "pkcs1"
  | "certificate"
  | "secret";

/** One of what `verdicts` returns: the checks that a party makes, and what follows from them. */
export interface Verdict {
  /** A stable code for programs. */
  party: VerdictParty | string;
  /** Its name, as the subject of a sentence. */
  name: string;
  /** Whether an audience of the token names it. */
  addressed: boolean;
  /** What follows from all checks. */
  verdict: Decision;
  /** A few words. */
  title: string;
  /** What follows, in one or more sentences. */
  text: string;
  /** Whether the steps are in the party's order. */
  order: VerdictOrder;
  /** The checks. */
  steps: VerdictStep[];
  /** The check whose message is in the text with the token; null if there is no such message. If the party gives the message for several checks: the first one that fails, or else the first unknown one. */
  pasted: VerdictCheck | string | null;
  /** The commands that ask the party itself. */
  commands: VerdictCommand[];
}

/** A party that a token can be shown to. */
export type VerdictParty =
  | "api-server"
  | "aws-sts"
  | "eks-pod-identity"
  | "google-sts"
  | "entra"
  | "vault-kubernetes"
  | "vault-jwt"
  | "openai"
  | "claude"
  | "alibaba-rrsa"
  | "databricks"
  | "snowflake"
  | "ibm-cloud-iam"
  | "infisical"
  | "teleport-in-cluster"
  | "teleport-static-jwks"
  | "sigstore"
  | "istio"
  | "istio-ca"
  | "linkerd"
  | "spire"
  | "dapr"
  | "knative"
  | "argocd"
  | "keycloak"
  | "go-oidc"
  | "jose"
  | "spring-security"
  | "pyjwt"
  | "gke-workload-identity"
  | "aks-identity-binding"
  | "openshift-sts"
  | "tencent-cam"
  | "volcengine"
  | "conjur"
  | "konnectivity"
  | "envoy-gateway"
  | "tailscale"
  | "doppler"
  | "cloudsmith"
  | "pulumi"
  | "webhook";

/** What follows from all checks of a party. */
export type Decision =
  | "rejects"
  | "undecided"
  | "passes"
  | "unknown";

/** What is known about the order in which a party checks. */
export type VerdictOrder =
  | "known"
  | "unknown";

/** One check of a party. */
export interface VerdictStep {
  /** A stable code for programs. */
  check: VerdictCheck | string;
  /** What is checked, in a few words. */
  title: string;
  /** What came of it. */
  result: StepResult;
  /** Whether the party gets this far: false behind the first check that fails in a known order. */
  reached: boolean;
  /** What decides it, or what has to be known to decide it. */
  text: string;
  /** What the party answers or logs if the check fails, with `…` for what only it knows. Null if it passes, or if the message is not known. */
  message: string | null;
  /** What to do if it fails; null if it passes. */
  fix: string | null;
  /** The source that says so: a URL, or a repository and the path of a file. */
  source: string;
  /** The command that answers an unknown check, if there is one. */
  command: VerdictCommand | null;
}

/** What a party checks. */
export type VerdictCheck =
  | "form"
  | "issuer"
  | "algorithm"
  | "key"
  | "signature"
  | "claim-types"
  | "audience"
  | "not-before"
  | "expiry"
  | "issued-at"
  | "warn-after"
  | "required-claims"
  | "subject"
  | "account"
  | "account-uid"
  | "account-deletion"
  | "object"
  | "object-uid"
  | "object-deletion"
  | "node-binding"
  | "secret-token"
  | "invalid-since"
  | "size"
  | "key-id"
  | "public-keys"
  | "lifetime"
  | "age"
  | "reuse"
  | "request"
  | "trust-policy"
  | "bound-claims"
  | "condition"
  | "mapping"
  | "policy-review"
  | "token-review"
  | "pod-binding";

/** A command for a POSIX shell. The token itself is never in it. */
export interface VerdictCommand {
  /** The command. */
  command: string;
  /** What it needs, such as `kubectl and Kubernetes 1.28`; null if nothing special. */
  needs: string | null;
}

/** What came of one check. */
export type StepResult =
  | "passed"
  | "failed"
  | "unknown"
  | "not-checked";
