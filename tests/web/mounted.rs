//! Mounts the page, a component or a view in the test page, to look at it.

use sa_token_decoder::app::{App, AppProps};
use sa_token_decoder::browser::{Reader, Root, clock};
use sa_token_decoder::components::controls::LastCopied;
use sa_token_decoder::element_ids::ElementIds;
use sa_token_decoder::state::{Copied, Opening, State, Store};
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Event, HtmlElement, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;
use yew::{AppHandle, BaseComponent, Renderer, scheduler};

/// A mounted component; gone from the page when dropped.
pub(crate) struct Mounted<C: BaseComponent> {
    handle: Option<AppHandle<C>>,
    root: Element,
}

/// Properties of [`View`].
#[derive(Properties, PartialEq)]
pub(crate) struct ViewProps {
    pub(crate) html: Html,
}

/// A view that stands alone.
#[component]
pub(crate) fn View(props: &ViewProps) -> Html {
    props.html.clone()
}

/// Mounts a view or a component with its props. Its controls do nothing.
pub(crate) async fn mount_html(html: Html) -> Mounted<View> {
    mount(ViewProps { html }).await
}

/// The same after something was copied.
pub(crate) async fn mount_after_copy(copied: Copied, html: Html) -> Mounted<View> {
    let context = LastCopied(Some(copied));
    let html = html! {
        <ContextProvider<LastCopied> {context}>{ html }</ContextProvider<LastCopied>>
    };
    mount_html(html).await
}

/// Mounts the whole page.
pub(crate) async fn mount_app() -> Mounted<App> {
    let root = new_root();
    let element = root.clone();
    let now = clock::now_seconds();
    let state = State::new(ElementIds::FIRST, Opening::default(), now);
    let props = AppProps {
        root: Root { element, is_embedded: false },
        store: Store::new(state, clock::now_seconds),
        reader: Reader::default(),
        on_read: Callback::noop(),
        on_ready: Callback::noop(),
    };
    mount_in(root, props).await
}

/// Mounts a component in an element of its own.
pub(crate) async fn mount<C: BaseComponent<Properties = P>, P>(properties: P) -> Mounted<C>
where
    P: Properties,
{
    mount_in(new_root(), properties).await
}

async fn mount_in<C: BaseComponent<Properties = P>, P>(root: Element, properties: P) -> Mounted<C>
where
    P: Properties,
{
    let renderer = Renderer::<C>::with_root_and_props(root.clone(), properties);
    let mounted = Mounted { handle: Some(renderer.render()), root };
    scheduler::flush().await;
    mounted
}

fn new_root() -> Element {
    let root = document().create_element("div").unwrap();
    // Views look for elements of the page in here.
    root.set_class_name("app");
    document().body().unwrap().append_child(&root).unwrap();
    root
}

impl<C: BaseComponent> Mounted<C> {
    /// The text of the whole component, blanks made single.
    pub(crate) fn text(&self) -> String {
        words(&self.root)
    }

    /// The markup of the whole component.
    pub(crate) fn markup(&self) -> String {
        self.root.inner_html()
    }

    /// The only element that fits.
    #[track_caller]
    pub(crate) fn one(&self, selector: &str) -> Element {
        let found = self.root.query_selector_all(selector).unwrap();
        assert_eq!(found.length(), 1, "elements that fit {selector}");
        found.item(0).unwrap().unchecked_into()
    }

    /// The text of the only element that fits, blanks made single.
    #[track_caller]
    pub(crate) fn text_of(&self, selector: &str) -> String {
        words(&self.one(selector))
    }

    /// The texts of all elements that fit.
    pub(crate) fn texts_of(&self, selector: &str) -> Vec<String> {
        let found = self.root.query_selector_all(selector).unwrap();
        (0..found.length())
            .filter_map(|index| found.item(index))
            .map(|node| words(&node.unchecked_into()))
            .collect()
    }

    /// The accessible names of all buttons that fit.
    pub(crate) fn names_of(&self, selector: &str) -> Vec<String> {
        let found = self.root.query_selector_all(selector).unwrap();
        (0..found.length())
            .filter_map(|index| found.item(index))
            .map(|node| node.unchecked_into::<Element>())
            .map(|one| one.get_attribute("aria-label").unwrap_or_else(|| words(&one)))
            .collect()
    }

    /// How many elements fit.
    pub(crate) fn count(&self, selector: &str) -> u32 {
        self.root.query_selector_all(selector).unwrap().length()
    }

    /// The text area.
    pub(crate) fn area(&self) -> HtmlTextAreaElement {
        self.one("textarea#token").unchecked_into()
    }

    /// Presses the button with these words.
    #[track_caller]
    pub(crate) fn press(&self, label: &str) -> impl Future<Output = ()> + use<C> {
        let buttons = self.root.query_selector_all("button").unwrap();
        let button = (0..buttons.length())
            .filter_map(|index| buttons.item(index)?.dyn_into::<HtmlElement>().ok())
            .find(|button| words(button) == label);
        button.unwrap_or_else(|| panic!("no button {label}")).click();
        scheduler::flush()
    }

    /// Presses the button with this accessible name.
    #[track_caller]
    pub(crate) fn press_named(&self, name: &str) -> impl Future<Output = ()> + use<C> {
        self.one(&format!("button[aria-label='{name}']")).unchecked_into::<HtmlElement>().click();
        scheduler::flush()
    }

    /// Types a text into an input field.
    pub(crate) async fn fill(&self, selector: &str, text: &str) {
        let field = self.one(selector).unchecked_into::<HtmlInputElement>();
        field.set_value(text);
        let options = web_sys::EventInit::new();
        options.set_bubbles(true);
        field.dispatch_event(&Event::new_with_event_init_dict("input", &options).unwrap()).unwrap();
        scheduler::flush().await;
    }

    /// Puts a whole text into the text area, as a paste does.
    pub(crate) async fn paste(&self, text: &str) {
        let area = self.area();
        area.set_value(text);
        let options = web_sys::EventInit::new();
        options.set_bubbles(true);
        area.dispatch_event(&Event::new_with_event_init_dict("input", &options).unwrap()).unwrap();
        scheduler::flush().await;
    }
}

impl<C: BaseComponent> Drop for Mounted<C> {
    fn drop(&mut self) {
        if let Some(handle) = self.handle.take() {
            handle.destroy();
        }
        self.root.remove();
    }
}

/// The test page.
pub(crate) fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

fn words(element: &Element) -> String {
    let text = element.text_content().unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
