//! The handle to a mounted page.

use std::cell::RefCell;

use js_sys::{Function, JsString};
use wasm_bindgen::prelude::*;
use web_sys::{Element, Node};
use yew::{AppHandle, Renderer};

use super::options::{member, seconds};
use crate::app::{App, AppProps};
use crate::browser::{long_text, panic};
use crate::element_ids::ElementIds;
use crate::state::{Action, KeysAction, Opening, Store};

/// A mounted page.
#[wasm_bindgen]
pub struct Handle {
    store: Store,
    mounted: Option<Mounted>,
}

/// What ends when the page is unmounted.
struct Mounted {
    app: AppHandle<App>,
    _on_panic: Option<panic::Registration>,
    _ids: IdsInUse,
}

impl Handle {
    pub(super) fn mount(props: AppProps, on_panic: Option<Function>, ids: IdsInUse) -> Self {
        let store = props.store.clone();
        let root = props.root.element.clone();
        let app = Renderer::<App>::with_root_and_props(root, props).render();
        let on_panic = on_panic.map(panic::on_panic);
        Self { store, mounted: Some(Mounted { app, _on_panic: on_panic, _ids: ids }) }
    }
}

#[wasm_bindgen]
impl Handle {
    /// Opens a text, in place of the one that is there. The text is never stored, and never in the
    /// address.
    ///
    /// `options` may contain `now`, the time in Unix seconds to set the page's clock to, and `example`, the
    /// name of an example to open instead of the text. Without `now`, the page uses the computer's clock,
    /// or the example's.
    pub fn open(&self, text: Option<JsString>, options: &JsValue) {
        let example = member(options, "example").and_then(|name| name.as_string());
        let now = seconds(options);
        self.store.dispatch(Action::UseRealClock);
        self.store.dispatch(Action::Open(match example {
            Some(name) => Opening { example: Some(name), now, ..Opening::default() },
            None => long_text::opening(&text.unwrap_or_default(), now),
        }));
    }

    /// Removes the page from its element, with its data and listeners. Yew's own listeners stay on the
    /// element without effect until the element is removed. Does nothing the second time.
    pub fn unmount(&mut self) {
        if let Some(mounted) = self.mounted.take() {
            mounted.app.destroy();
        }
    }

    /// The text, also while the field is folded. Bytes that are not UTF-8 are replaced; a text that was too
    /// large to be read is empty.
    #[wasm_bindgen(getter)]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(self.store.state().document.paste.bytes()).into_owned()
    }

    /// The name of the open example; `undefined` for any other text.
    #[wasm_bindgen(getter)]
    pub fn example(&self) -> Option<String> {
        self.store.state().document.example.map(|example| example.name.to_owned())
    }

    /// The text of the keys that check signatures. A text with a private key is not kept.
    #[wasm_bindgen(getter)]
    pub fn keys(&self) -> String {
        self.store.state().keys.text.to_string()
    }

    /// Replaces the keys that check signatures.
    #[wasm_bindgen(setter)]
    pub fn set_keys(&self, text: String) {
        self.store.dispatch(Action::Keys(KeysAction::Replaced(text)));
    }

    /// The time that the clock was set to, in Unix seconds; `undefined` for the computer's clock.
    #[wasm_bindgen(getter)]
    pub fn now(&self) -> Option<f64> {
        let clock = self.store.state().preferences.clock;
        clock.set.then_some(clock.now as f64)
    }
}

thread_local! {
    /// The ids of the mounted pages, with the document or the shadow root that each is in.
    static IN_USE: RefCell<Vec<(Node, ElementIds)>> = const { RefCell::new(Vec::new()) };
}

/// The ids of a mounted page. No other page in the same document or shadow root has them until this is
/// dropped.
pub(super) struct IdsInUse {
    tree: Node,
    ids: ElementIds,
}

impl IdsInUse {
    /// Takes the ids with the lowest number that is free where this element is.
    pub(super) fn take(root: &Element) -> Self {
        let tree = root.get_root_node();
        let ids = IN_USE.with_borrow_mut(|in_use| {
            let is_free = |ids: &ElementIds| {
                in_use.iter().all(|(other, taken)| *other != tree || taken != ids)
            };
            let free = (1..).map(ElementIds::numbered).find(is_free);
            let ids = free.unwrap_or(ElementIds::FIRST);
            in_use.push((tree.clone(), ids));
            ids
        });
        Self { tree, ids }
    }

    /// Returns the ids.
    pub(super) fn ids(&self) -> ElementIds {
        self.ids
    }
}

impl Drop for IdsInUse {
    fn drop(&mut self) {
        IN_USE.with_borrow_mut(|in_use| {
            in_use.retain(|(tree, ids)| *tree != self.tree || *ids != self.ids);
        });
    }
}
