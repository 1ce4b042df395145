//! The words of the section that asks who would accept a token. What each check says comes with it.

use service_account_token::report::ObjectState;

pub const ACCEPTANCE: &str = "Who would accept this token?";
pub const LINK: &str = "Who accepts it";
pub const WHAT: &str = "The checks that decide it, each passed, failed or unknown from here. Say what you know, and \
                        fewer are unknown. Nothing is fetched.";
pub const PARTY: &str = "Shown to";
pub const PASTED: &str = "The message in your text leads to this check:";
pub const KNOWN: &str = "What you know";
pub const RELEASE: &str = "Kubernetes version";
pub const NEWEST: &str = "1.37, the newest known here";
pub const OLDEST: &str = "1.22 or earlier";
pub const ISSUERS: &str = "Issuers of the API server";
pub const API_AUDIENCES: &str = "Audiences of the API server";
pub const SAME_AS_ISSUERS: &str = "the issuers, by default";
pub const REQUESTED_AUDIENCES: &str = "Audiences of the TokenReview";
pub const SAME_AS_API: &str = "those of the API server";
pub const EXPECTED_ISSUERS: &str = "Issuers it trusts";
pub const EXPECTED_AUDIENCES: &str = "Audiences it accepts";
pub const EXPECTED_SUBJECT: &str = "Subject it accepts";
pub const MAX_LIFETIME: &str = "Longest lifetime, in seconds";
pub const MAX_LIFETIME_DEFAULT: &str = "3600, by default";
pub const ISSUANCE_LIMIT: &str = "IssuanceLimitTime, in hours";
pub const ISSUANCE_LIMIT_RANGE: &str = "from 1 to 168";
pub const POLICY: &str = "Trust policy";
pub const POLICY_PLACEHOLDER: &str = "Paste it as JSON";
pub const KEPT: &str = "What you typed here stays for other tokens, until you press Clear.";
pub const PRIVATE_KEY: &str = "This text contains a private key. Nothing here needs one, so the field is empty again and \
    the page kept none of its text.";
pub const ACCOUNT: &str = "ServiceAccount";
pub const SECRET_TOKEN: &str = "Token in the Secret";
pub const MARK: &str = "Label legacy-token-invalid-since";
pub const LOOKUP: &str = "--service-account-lookup";
pub const LOOKUP_ON: &str = "true, the default";
pub const LOOKUP_OFF: &str = "false";
pub const NOT_KNOWN: &str = "not known";
pub const SAME_TOKEN: &str = "this one";
pub const OTHER_TOKEN: &str = "another one";
pub const NOT_SET: &str = "not set";
pub const SET: &str = "set";
pub const FAILED: &str = "Failed";
pub const POLICY_REVIEW: &str = "About the trust policy";
pub const UNKNOWN: &str = "Unknown from here";
pub const PASSED: &str = "Passed or not checked";
pub const NOT_CHECKED: &str = "not checked";
pub const NOT_REACHED: &str = "It does not get this far, because an earlier check fails.";
pub const LOGS: &str = "It logs";
pub const WOULD_LOG: &str = "If it fails, it logs";
pub const ANSWERS: &str = "It answers";
pub const MAY_ANSWER: &str = "It may answer";
pub const WOULD_ANSWER: &str = "If it fails, it answers";
pub const ASK: &str = "Ask the API server itself";
pub const ASK_PARTY: &str = "Ask the recipient itself";
pub const ASK_NOTE: &str = "The command reads the token from the variable TOKEN.";
pub const SOURCE: &str = "Source:";

/// Returns what the command that answers a check is called.
pub fn find_out(check: &str) -> String {
    format!("the look-up: {}", check.replace('`', ""))
}

/// Returns the state of an object, as it is chosen.
pub const fn object_state(state: ObjectState) -> &'static str {
    match state {
        ObjectState::Unknown => NOT_KNOWN,
        ObjectState::Exists => "exists, not recreated",
        ObjectState::Terminating => "over a minute past its deletionTimestamp",
        ObjectState::Deleted => "deleted",
        ObjectState::Recreated => "deleted and recreated",
    }
}

/// Returns a release, as it is chosen.
pub fn release(minor: u8) -> String {
    format!("1.{minor}")
}
