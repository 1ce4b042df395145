//! A bare Yew page, for `cargo xtask bench`: what any page of this kind costs before it does anything. It is
//! built as the decoder's own page is, and never shipped.

use wasm_bindgen::prelude::wasm_bindgen;
use yew::{Html, component, html};

/// One sentence, under the name by which the bench knows that a page is ready.
#[component]
fn Bare() -> Html {
    html! { <p id="headline">{ "A page" }</p> }
}

/// Shows the page.
#[wasm_bindgen(start)]
pub fn start() {
    yew::Renderer::<Bare>::new().render();
}
