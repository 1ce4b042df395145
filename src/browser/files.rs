//! Files and texts that somebody opens, drops or pastes.

use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DataTransfer, DragEvent, Event, File, HtmlInputElement};
use yew::Callback;

use super::settled;
use crate::state::{Action, TEXT_AREA_LIMIT_BYTES};
use crate::text;

/// A larger file is not read: beyond this a browser may run out of memory, and no document that
/// holds tokens is near it.
pub const FILE_LIMIT_BYTES: f64 = 64.0 * 1024.0 * 1024.0;

/// Reads the file that was chosen in a file input.
pub fn chosen(event: &Event, done: Callback<Action>) {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(input) = input else { return };
    if let Some(file) = input.files().and_then(|files| files.get(0)) {
        read(file, done);
    }
    // So that choosing the same file again is a change again.
    input.set_value("");
}

/// Takes what was dropped on the page: a file, else a text.
pub fn dropped(event: &DragEvent, done: Callback<Action>) {
    let Some(data) = event.data_transfer() else { return };
    if let Some(file) = data.files().and_then(|files| files.get(0)) {
        read(file, done);
    } else if let Some(text) = text_of(&data) {
        done.emit(Action::Pasted(text));
    }
}

/// True when the drag carries something that the page can read.
pub fn is_readable(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|data| {
        let types = data.types();
        ["Files", "text/plain"].iter().any(|name| types.includes(&(*name).into(), 0))
    })
}

/// What a paste into the text area brings, if the page has to take it instead of the browser: any
/// file, a text too long for the text area, and, when `whole`, any text.
pub fn pasted(event: &Event, whole: bool, done: Callback<Action>) {
    let Some(data) = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data)
    else {
        return;
    };
    if let Some(file) = data.files().and_then(|files| files.get(0)) {
        event.prevent_default();
        read(file, done);
    } else if let Some(text) = text_of(&data)
        && (whole || text.len() > TEXT_AREA_LIMIT_BYTES)
    {
        event.prevent_default();
        done.emit(Action::Pasted(text));
    }
}

fn text_of(data: &DataTransfer) -> Option<String> {
    data.get_data("text/plain").ok().filter(|text| !text.is_empty())
}

fn read(file: File, done: Callback<Action>) {
    if file.size() > FILE_LIMIT_BYTES {
        done.emit(Action::Complain(text::FILE_TOO_LARGE));
        return;
    }
    settled(Ok(file.array_buffer()), move |buffer| {
        done.emit(match buffer {
            Some(buffer) => Action::Opened {
                name: file.name(),
                bytes: js_sys::Uint8Array::new(&buffer).to_vec(),
            },
            None => Action::Complain(text::FILE_UNREADABLE),
        });
    });
}
