//! The page: shows the report that [`sa_token::inspect`] makes.

use sa_token::Options;
use wasm_bindgen::prelude::*;
use yew::prelude::*;

/// Puts the page into the document.
#[wasm_bindgen]
pub fn mount() {
    if let Some(root) = gloo_root() {
        yew::Renderer::<App>::with_root(root).render();
    }
}

fn gloo_root() -> Option<web_sys::Element> {
    web_sys::window()?.document()?.get_element_by_id("app")
}

/// The report on `text`, as a plain JavaScript value.
#[wasm_bindgen]
pub fn inspect(text: &str, options: JsValue) -> JsValue {
    let now = js_sys::Reflect::get(&options, &"now".into()).ok().and_then(|now| now.as_f64());
    let options = Options { now: now.map(|now| now as i64), ..Options::default() };
    let report = sa_token::inspect(text.as_bytes(), &options);
    serde_json::to_string(&report)
        .ok()
        .and_then(|json| js_sys::JSON::parse(&json).ok())
        .unwrap_or(JsValue::NULL)
}

#[component]
fn App() -> Html {
    let text = use_state(String::new);
    let oninput = {
        let text = text.clone();
        Callback::from(move |event: InputEvent| {
            let area = event.target_unchecked_into::<web_sys::HtmlTextAreaElement>();
            text.set(area.value());
        })
    };
    let report = sa_token::inspect(text.as_bytes(), &Options::default());
    html! {
        <main>
            <h1>{ "Service Account Token Decoder" }</h1>
            <label for="token">{ "Token" }</label>
            <textarea id="token" {oninput} />
            <p>{ format!("{} bytes, {} tokens", report.input.bytes, report.tokens.len()) }</p>
        </main>
    }
}
