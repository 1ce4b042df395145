//! What the controls of one mounted page need, wherever they are: a context, so that it is not passed
//! through every component.

use yew::prelude::*;

use crate::element_ids::ElementIds;
use crate::state::{Action, Copied};

/// What every control of a mounted page needs. It never changes while the page is mounted.
#[derive(Clone, Debug, PartialEq)]
pub struct Controls {
    /// Takes the actions of the user.
    pub dispatch: Callback<Action>,
    /// Makes the ids of the elements.
    pub ids: ElementIds,
    /// The page is embedded in another one, whose address it leaves alone.
    pub is_embedded: bool,
}

impl Controls {
    /// Returns a callback for clicks that sends this action.
    pub fn on_click(&self, action: Action) -> Callback<MouseEvent> {
        self.dispatch.reform(move |_| action.clone())
    }
}

/// What was copied last, as a context: only the copy buttons are rendered again for it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LastCopied(pub Option<Copied>);

/// Returns the controls of the page around this component. Without a page, controls do nothing.
#[hook]
pub fn use_controls() -> Controls {
    use_context().unwrap_or_else(|| Controls {
        dispatch: Callback::noop(),
        ids: ElementIds::FIRST,
        is_embedded: false,
    })
}

/// Returns what was copied last.
#[hook]
pub fn use_last_copied() -> Option<Copied> {
    use_context::<LastCopied>().unwrap_or_default().0
}
