//! Files and texts that the user opens, drops or pastes.

use js_sys::{JsString, Uint8Array};
use service_account_token::MAX_INPUT_BYTES;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ClipboardEvent, DataTransfer, DragEvent, Event, File, FileList, HtmlInputElement};
use yew::{AttrValue, Callback};

use super::long_text;
use crate::state::{Action, TEXT_AREA_LIMIT_BYTES};
use crate::text;

#[wasm_bindgen]
extern "C" {
    /// A [`DataTransfer`] whose text stays where the browser holds it.
    type TextTransfer;

    #[wasm_bindgen(catch, method, js_name = getData)]
    fn text(this: &TextTransfer, format: &str) -> Result<JsString, JsValue>;
}

/// Reads the files that were chosen in a file input.
pub fn chosen(event: &Event, done: Callback<Action>) {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(input) = input else { return };
    read(&list(input.files()), done);
    // So that choosing the same file again is a change again.
    input.set_value("");
}

/// Reads what was dropped on the page: files, or else a text.
pub fn dropped(event: &DragEvent, done: Callback<Action>) {
    let Some(data) = event.data_transfer() else { return };
    let files = list(data.files());
    if let (true, Some(text)) = (files.is_empty(), text_of(&data)) {
        return done.emit(long_text::pasted(&text));
    }
    read(&files, done);
}

/// Returns true if the page can read the dragged item.
pub fn is_readable(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|data| {
        let types = data.types();
        ["Files", "text/plain"].iter().any(|name| types.includes(&(*name).into(), 0))
    })
}

/// Takes a paste into the text area from the browser if the page has to handle it: any file, a text too
/// long for the text area, and, with `whole`, any text.
pub fn pasted(event: &Event, whole: bool, done: Callback<Action>) {
    let Some(data) = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data)
    else {
        return;
    };
    let files = list(data.files());
    if !files.is_empty() {
        event.prevent_default();
        read(&files, done);
    } else if let Some(text) = text_of(&data)
        && (whole || is_long(&text))
    {
        event.prevent_default();
        done.emit(long_text::pasted(&text));
    }
}

fn text_of(data: &DataTransfer) -> Option<JsString> {
    let text = data.unchecked_ref::<TextTransfer>().text("text/plain");
    text.ok().filter(|text| text.length() > 0)
}

/// Returns true for a text that does not fit into the text area.
fn is_long(text: &JsString) -> bool {
    // Each unit takes at least a byte, so only a short text is copied to count its bytes.
    text.length() as usize > TEXT_AREA_LIMIT_BYTES
        || String::from(text).len() > TEXT_AREA_LIMIT_BYTES
}

fn list(files: Option<FileList>) -> Vec<File> {
    let count = files.as_ref().map_or(0, FileList::length);
    (0..count).filter_map(|at| files.as_ref()?.get(at)).collect()
}

/// Reads files, and calls back once with all of them.
fn read(files: &[File], done: Callback<Action>) {
    let Some(first) = files.first() else { return };
    // Exact: an `f64` can hold the length of any file.
    let bytes: usize = files.iter().map(|file| file.size() as usize).sum();
    if bytes > MAX_INPUT_BYTES {
        let name = if files.len() == 1 { first.name() } else { text::files(files.len()) };
        return done.emit(Action::TooLarge { name: AttrValue::from(name), bytes });
    }
    let reads = files.iter().map(|file| (file.name(), file.array_buffer()));
    let reads: Vec<_> = reads.collect();
    spawn_local(async move {
        let mut opened = Vec::new();
        for (name, buffer) in reads {
            match JsFuture::from(buffer).await {
                Ok(buffer) => opened.push((name, moved(&buffer))),
                Err(_) => return done.emit(Action::ReportProblem(text::FILE_UNREADABLE)),
            }
        }
        done.emit(Action::Opened(opened));
    });
}

/// Moves the bytes out of a buffer, and overwrites it with zeros.
fn moved(buffer: &JsValue) -> Vec<u8> {
    let view = Uint8Array::new(buffer);
    let bytes = view.to_vec();
    view.fill(0, 0, view.length());
    bytes
}
