//! What the page can be seen in: every state that `cargo xtask screenshots` takes pictures of.

use crate::samples::{self, NOW};

/// One state of the page.
#[derive(Clone, Debug)]
pub struct State {
    /// Its name in the pictures' names.
    pub name: &'static str,
    /// What stands after the `/` in the address, such as `#example=NAME&now=SECONDS`.
    pub address: String,
    /// What is pasted once the page is there; nothing if empty.
    pub paste: String,
    /// The computer's clock, in Unix seconds, so that pictures stay true.
    pub now: i64,
}

impl State {
    fn pasted(name: &'static str, now: i64, paste: impl Into<String>) -> Self {
        Self { name, address: String::new(), paste: paste.into(), now }
    }
}

/// Every state, in the order of the contact sheet.
pub fn all() -> Vec<State> {
    // 20 minutes into the extended sample's year, and into the hour of the other.
    let fresh = samples::BOUND_ISSUED_AT + 1200;
    let hour = samples::HOUR_ISSUED_AT + 1200;
    let long = format!("{}\n{}", samples::several(), "# nothing to see\n".repeat(5000));
    vec![
        State::pasted("empty", NOW, ""),
        State::pasted("bound-extended", fresh, samples::BOUND),
        State::pasted("bound-expired", NOW, samples::BOUND),
        State::pasted("bound-hour", hour, samples::bound_for_an_hour()),
        State::pasted("legacy", NOW, samples::LEGACY_AUTO),
        State::pasted("broken", NOW, samples::broken()),
        State::pasted("several", NOW, samples::several()),
        State::pasted("other", hour, samples::github_actions()),
        State::pasted("encrypted", NOW, samples::encrypted()),
        State::pasted("hostile", hour, samples::hostile()),
        State::pasted("unreadable", NOW, "a1b2c3d4e5f6g7h8.i9j0k1l2m3n4o5p6.q7r8s9t0u1v2w3x4"),
        State::pasted("attachment", NOW, long),
        State::pasted("nothing", NOW, "kubectl get pods --namespace default"),
        State { address: String::from("#example=eks-irsa"), ..State::pasted("example", NOW, "") },
    ]
}
