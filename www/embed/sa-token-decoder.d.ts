// Types of the element; docs/embedding.md says more.

/** The times of a token, in Unix seconds. */
export interface SaTokenTimes {
  issued_at: number | null;
  not_before: number | null;
  warn_after: number | null;
  expires_at: number | null;
  refresh_at: number | null;
  accepted_until: number | null;
  lifetime_seconds: number | null;
  status: "no-expiry" | "expired" | "not-yet-valid" | "stale" | "active" | "unknown";
}

/** Facts about a decoded token, without its text or any name in it. */
export interface SaTokenDecodeDetail {
  kind: string | null;
  times: SaTokenTimes | null;
  /** How many tokens the text contains. */
  count: number;
}

export interface SaTokenErrorDetail {
  reason: "wasm-forbidden" | "not-loaded" | "stopped";
}

export class SaTokenDecoder extends HTMLElement {
  /** The text that is shown; never an attribute. */
  value: string;
  /** The public keys that check signatures: a text with keys, an object such as a JWKS, or an array of these.
   * Reading it gives a text. Never an attribute. */
  get keys(): string;
  set keys(keys: string | object | readonly (string | object)[] | null | undefined);
  example: string;
  mode: string;
  theme: string;
  now: string;
  zone: string;
  hide: string;
  headingLevel: string;
  loading: string;
  /** Returns the report on the shown text, or on another one: docs/report.md. */
  inspect(text?: string): Promise<unknown>;
  clear(): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "sa-token-decoder": SaTokenDecoder;
  }
  interface HTMLElementEventMap {
    "sa-token-decode": CustomEvent<SaTokenDecodeDetail>;
    "sa-token-error": CustomEvent<SaTokenErrorDetail>;
    "sa-token-clear": CustomEvent<Record<string, never>>;
  }
}
