//! A menu: a button, and what it opens under itself.
//!
//! Both are plain HTML: a popover, which Escape and a click outside close, and which another menu replaces.

use yew::prelude::*;

use crate::browser::menus;

/// Shows the button of the menu with this id.
pub fn menu_button(id: AttrValue, class: &'static str, words: Html) -> Html {
    html! { <button type="button" {class} popovertarget={id}>{ words }</button> }
}

/// Shows the menu with this id, which stays closed until its button is pressed. `on_toggle` gets whether it is
/// open now.
pub fn menu(
    id: AttrValue,
    class: &'static str,
    name: &'static str,
    on_toggle: Callback<bool>,
    children: Html,
) -> Html {
    let onkeydown = {
        let id = id.clone();
        // WebKit does not close a menu for a key that a search field has taken.
        move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                menus::close(&event, &id);
            }
        }
    };
    html! {
        <div
            {id}
            class={classes!("menu", class)}
            popover="auto"
            role="dialog"
            aria-label={name}
            ontoggle={on_toggle.reform(|event: Event| menus::toggled(&event))}
            {onkeydown}
        >
            { children }
        </div>
    }
}
