//! Saves a text as a file. It goes from memory to the disk: the page's policy allows no request, and
//! none is needed.

use js_sys::Array;
use wasm_bindgen::JsCast;
use web_sys::{Blob, HtmlElement, Url};

/// Saves a text under a name. Does nothing if the browser cannot. The address that the text gets for
/// this lasts as long as the page, since no event says when the browser has finished.
pub fn save(name: &str, text: &str) {
    let blob = Blob::new_with_str_sequence(&Array::of1(&text.into()));
    let Ok(url) = blob.and_then(|blob| Url::create_object_url_with_blob(&blob)) else { return };
    let document = web_sys::window().and_then(|window| window.document());
    let link = document.and_then(|document| document.create_element("a").ok());
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
        // Never added to the page: it is only there to be clicked.
        _ = link.set_attribute("href", &url);
        _ = link.set_attribute("download", name);
        link.click();
    }
}
