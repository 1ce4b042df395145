//! `html!` as Yew's own, for what the page uses of it, and half as heavy.
//!
//! Yew's macro fills in each element where it stands, some 100 bytes of wasm for every `<span>`.
//! This one calls a [`Builder`] for what opens, what stands in it and what closes. What begins with
//! `if` or `for` is a list of its own, so that what follows keeps its place among its siblings.

use std::mem;
use std::rc::Rc;

use yew::html::IntoPropValue;
use yew::virtual_dom::{AttributeOrProperty, Attributes, Key, Listener, VList, VTag, VText};
use yew::{AttrValue, Html};

/// Shows elements, lists (`<>…</>`), `{ values }`, `if … {} else {}` and `for … in … {}`.
macro_rules! html {
    () => { ::yew::Html::default() };
    (< $($markup:tt)*) => { $crate::html::html!(@ < $($markup)*) };
    (if $($markup:tt)*) => { $crate::html::html!(@ if $($markup)*) };
    (@ $($markup:tt)*) => {{
        let mut builder = $crate::html::Builder::new();
        $crate::html::children!(builder $($markup)*);
        builder.built()
    }};
    ($value:expr) => { $crate::html::Child::shown($value) };
}

/// What stands in an element: one thing after the other.
macro_rules! children {
    ($to:ident) => {};
    ($to:ident < > $($rest:tt)*) => { $crate::html::children!($to $($rest)*); };
    ($to:ident < / > $($rest:tt)*) => { $crate::html::children!($to $($rest)*); };
    ($to:ident < / $tag:ident > $($rest:tt)*) => {
        $to.close(stringify!($tag));
        $crate::html::children!($to $($rest)*);
    };
    ($to:ident < $tag:ident $($rest:tt)*) => {
        $crate::html::element!($to $tag () () $($rest)*);
    };
    ($to:ident { $child:expr } $($rest:tt)*) => {
        $to.add($child);
        $crate::html::children!($to $($rest)*);
    };
    ($to:ident if let $some:pat = $($rest:tt)*) => {
        $crate::html::block!($to (if let $some =) $($rest)*);
    };
    ($to:ident if $($rest:tt)*) => { $crate::html::block!($to (if) $($rest)*); };
    ($to:ident for $each:pat in $($rest:tt)*) => {
        $crate::html::block!($to (for $each in) $($rest)*);
    };
}

/// `if` or `for`: what was read of it stands in parentheses.
macro_rules! block {
    ($to:ident ($($read:tt)*) { $($body:tt)* } else if $($rest:tt)*) => {
        $crate::html::block!(
            $to ($($read)* { $crate::html::children!($to $($body)*); } else if) $($rest)*
        );
    };
    ($to:ident ($($read:tt)*) { $($body:tt)* } else { $($other:tt)* } $($rest:tt)*) => {
        $crate::html::block!(
            $to ($($read)* { $crate::html::children!($to $($body)*); } else) { $($other)* } $($rest)*
        );
    };
    ($to:ident ($($read:tt)*) { $($body:tt)* } $($rest:tt)*) => {
        $to.open_list();
        $($read)* { $crate::html::children!($to $($body)*); }
        $to.close_list();
        $crate::html::children!($to $($rest)*);
    };
    ($to:ident ($($read:tt)*) $next:tt $($rest:tt)*) => {
        $crate::html::block!($to ($($read)* $next) $($rest)*);
    };
}

/// An element: its attributes, then what else it has, then what is still to be read.
macro_rules! element {
    ($to:ident $tag:ident $attributes:tt $more:tt / > $($rest:tt)*) => {
        $crate::html::open!($to $tag $attributes $more);
        $to.close(stringify!($tag));
        $crate::html::children!($to $($rest)*);
    };
    ($to:ident $tag:ident $attributes:tt $more:tt > $($rest:tt)*) => {
        $crate::html::open!($to $tag $attributes $more);
        $crate::html::children!($to $($rest)*);
    };
    ($to:ident $tag:ident $attributes:tt $more:tt { $name:ident } $($rest:tt)*) => {
        $crate::html::element!($to $tag $attributes $more $name = { $name } $($rest)*);
    };
    ($to:ident $tag:ident $attributes:tt ($($more:tt)*) key = { $key:expr } $($rest:tt)*) => {
        $crate::html::element!($to $tag $attributes ($($more)* key($key.into())) $($rest)*);
    };
    ($to:ident $tag:ident $attributes:tt ($($more:tt)*) value = { $value:expr } $($rest:tt)*) => {
        $crate::html::element!($to $tag $attributes ($($more)* value($value.into())) $($rest)*);
    };
    ($to:ident $tag:ident $attributes:tt $more:tt onclick = $does:tt $($rest:tt)*) => {
        $crate::html::element!($to $tag $attributes $more @onclick $does $($rest)*);
    };
    ($to:ident $tag:ident $attributes:tt $more:tt onchange = $does:tt $($rest:tt)*) => {
        $crate::html::element!($to $tag $attributes $more @onchange $does $($rest)*);
    };
    ($to:ident $tag:ident $attributes:tt $more:tt oninput = $does:tt $($rest:tt)*) => {
        $crate::html::element!($to $tag $attributes $more @oninput $does $($rest)*);
    };
    ($to:ident $tag:ident $attributes:tt $more:tt onpaste = $does:tt $($rest:tt)*) => {
        $crate::html::element!($to $tag $attributes $more @onpaste $does $($rest)*);
    };
    ($to:ident $tag:ident $attributes:tt $more:tt ondragover = $does:tt $($rest:tt)*) => {
        $crate::html::element!($to $tag $attributes $more @ondragover $does $($rest)*);
    };
    ($to:ident $tag:ident $attributes:tt $more:tt ondragleave = $does:tt $($rest:tt)*) => {
        $crate::html::element!($to $tag $attributes $more @ondragleave $does $($rest)*);
    };
    ($to:ident $tag:ident $attributes:tt $more:tt ondrop = $does:tt $($rest:tt)*) => {
        $crate::html::element!($to $tag $attributes $more @ondrop $does $($rest)*);
    };
    (
        $to:ident $tag:ident $attributes:tt ($($more:tt)*)
        @ $event:ident { $does:expr } $($rest:tt)*
    ) => {
        $crate::html::element!(
            $to $tag $attributes
            ($($more)* listener(::std::rc::Rc::new(::yew::html::$event::Wrapper::new($does.into()))))
            $($rest)*
        );
    };
    (
        $to:ident $tag:ident ($($attributes:tt)*) $more:tt
        $first:ident $(- $next:ident)* = { $value:expr } $($rest:tt)*
    ) => {
        $crate::html::element!(
            $to $tag ($($attributes)* [$first $(- $next)* = $value]) $more $($rest)*
        );
    };
    (
        $to:ident $tag:ident ($($attributes:tt)*) $more:tt
        $first:ident $(- $next:ident)* = $value:literal $($rest:tt)*
    ) => {
        $crate::html::element!(
            $to $tag ($($attributes)* [$first $(- $next)* = $value]) $more $($rest)*
        );
    };
}

/// Opens an element. Attributes that are all known cost nothing.
macro_rules! open {
    (
        $to:ident $tag:ident ($([$first:ident $(- $next:ident)* = $value:literal])*)
        ($($what:ident $more:tt)*)
    ) => {
        $to.open(&$crate::html::Known {
            tag: stringify!($tag),
            attributes: &[$((
                concat!(stringify!($first) $(, "-", stringify!($next))*),
                ::yew::virtual_dom::AttributeOrProperty::Static($value),
            )),*],
        });
        $($to.$what $more;)*
    };
    (
        $to:ident $tag:ident ($([$first:ident $(- $next:ident)* = $value:expr])*)
        ($($what:ident $more:tt)*)
    ) => {
        $($to.attribute($value);)*
        $to.open_with(
            stringify!($tag),
            &[$(concat!(stringify!($first) $(, "-", stringify!($next))*)),*],
        );
        $($to.$what $more;)*
    };
}

pub(crate) use {block, children, element, html, open};

/// An element with nothing in it but what is known beforehand.
#[derive(Debug)]
pub(crate) struct Known {
    /// What it is.
    pub(crate) tag: &'static str,
    /// Names and values.
    pub(crate) attributes: &'static [(&'static str, AttributeOrProperty)],
}

/// What stands in what is open last, and around it what is open besides.
#[derive(Debug, Default)]
pub(crate) struct Builder {
    children: Vec<Html>,
    around: Vec<(Option<VTag>, Vec<Html>)>,
    /// Of the element to be opened next.
    values: Vec<Option<AttributeOrProperty>>,
}

// Nothing is inlined: that is what all this is for.
impl Builder {
    /// Begins with nothing. In a box, so that each call gives its address and works out none.
    #[inline(never)]
    pub(crate) fn new() -> Box<Self> {
        Box::default()
    }

    /// Opens an element that is known beforehand.
    #[inline(never)]
    pub(crate) fn open(&mut self, known: &'static Known) {
        self.begin(known.tag, Attributes::Static(known.attributes));
    }

    /// Opens an element that has the attributes told before, under these names.
    #[inline(never)]
    pub(crate) fn open_with(&mut self, tag: &'static str, keys: &'static [&'static str]) {
        let values = mem::take(&mut self.values).into_boxed_slice();
        self.begin(tag, Attributes::Dynamic { keys, values });
    }

    fn begin(&mut self, tag: &'static str, attributes: Attributes) {
        let mut opened = VTag::new(tag);
        opened.attributes = attributes;
        self.around.push((Some(opened), mem::take(&mut self.children)));
    }

    /// Tells an attribute, which is left out if it is none.
    pub(crate) fn attribute(&mut self, value: impl IntoPropValue<Option<AttrValue>>) {
        self.push(value.into_prop_value());
    }

    #[inline(never)]
    fn push(&mut self, value: Option<AttrValue>) {
        self.values.push(value.map(AttributeOrProperty::Attribute));
    }

    fn opened(&mut self) -> Option<&mut VTag> {
        self.around.last_mut().and_then(|(tag, _)| tag.as_mut())
    }

    /// By which the open element is the same as before.
    #[inline(never)]
    pub(crate) fn key(&mut self, key: Key) {
        if let Some(tag) = self.opened() {
            tag.key = Some(key);
        }
    }

    /// What the open field holds.
    #[inline(never)]
    pub(crate) fn value(&mut self, value: AttrValue) {
        if let Some(tag) = self.opened() {
            tag.set_value(value);
        }
    }

    /// Who hears of what happens to the open element.
    #[inline(never)]
    pub(crate) fn listener(&mut self, listener: Rc<dyn Listener>) {
        if let Some(tag) = self.opened() {
            tag.add_listener(listener);
        }
    }

    /// Puts a value where the builder is.
    pub(crate) fn add(&mut self, child: impl Child) {
        self.put(child.shown());
    }

    #[inline(never)]
    fn put(&mut self, child: Html) {
        self.children.push(child);
    }

    /// Closes what was opened last, which is this.
    #[inline(never)]
    pub(crate) fn close(&mut self, tag: &'static str) {
        if let Some((Some(mut closed), before)) = self.around.pop() {
            debug_assert_eq!(closed.tag(), tag, "one was opened and another closed");
            closed.add_children(mem::replace(&mut self.children, before));
            self.put(closed.into());
        }
    }

    /// Begins a list that is one child, however long it gets.
    #[inline(never)]
    pub(crate) fn open_list(&mut self) {
        self.around.push((None, mem::take(&mut self.children)));
    }

    /// Ends it.
    #[inline(never)]
    pub(crate) fn close_list(&mut self) {
        if let Some((_, before)) = self.around.pop() {
            let list = mem::replace(&mut self.children, before);
            self.put(list.shown());
        }
    }

    /// All of it, in no element.
    #[expect(clippy::boxed_local, reason = "so that it is dropped here, and not by each caller")]
    #[inline(never)]
    pub(crate) fn built(mut self: Box<Self>) -> Html {
        debug_assert!(self.around.is_empty(), "not all that was opened is closed");
        match self.children.len() {
            1 => self.children.pop().unwrap_or_default(),
            _ => mem::take(&mut self.children).shown(),
        }
    }
}

/// What can stand in an element.
pub(crate) trait Child {
    /// As it is shown.
    fn shown(self) -> Html;
}

impl Child for Html {
    fn shown(self) -> Html {
        self
    }
}

impl Child for Option<Html> {
    fn shown(self) -> Html {
        self.unwrap_or_default()
    }
}

impl Child for Vec<Html> {
    #[inline(never)]
    fn shown(self) -> Html {
        VList::with_children(self, None).into()
    }
}

impl Child for &str {
    #[inline(never)]
    fn shown(self) -> Html {
        String::from(self).shown()
    }
}

impl Child for &String {
    fn shown(self) -> Html {
        self.as_str().shown()
    }
}

impl Child for String {
    fn shown(self) -> Html {
        AttrValue::from(self).shown()
    }
}

impl Child for &AttrValue {
    fn shown(self) -> Html {
        self.clone().shown()
    }
}

impl Child for AttrValue {
    #[inline(never)]
    fn shown(self) -> Html {
        VText::new(self).into()
    }
}

#[cfg(test)]
mod tests {
    use yew::virtual_dom::VNode;
    use yew::{Callback, Html};

    /// What a browser would make of it, with its keys and how many hear of it.
    fn markup(html: &Html) -> String {
        match html {
            VNode::VTag(tag) => {
                let mut attributes: Vec<_> =
                    tag.attributes.iter().map(|(key, value)| format!(" {key}={value:?}")).collect();
                attributes.sort();
                attributes.extend(tag.value().map(|value| format!(" value=\"{value}\"")));
                attributes.extend(tag.key.as_ref().map(|key| format!(" key={key}")));
                let children = tag.children().map(markup).unwrap_or_default();
                format!("<{0}{1}>{children}</{0}>", tag.tag(), attributes.concat())
            }
            VNode::VList(list) => list.iter().map(markup).collect(),
            VNode::VText(text) => format!("[{}]", text.text),
            other => panic!("{other:?}"),
        }
    }

    /// What is shown of this by our macro, if it is the same by Yew's.
    macro_rules! shown {
        ($($markup:tt)*) => {{
            let ours = markup(&super::html! { $($markup)* });
            assert_eq!(ours, markup(&yew::html! { $($markup)* }));
            ours
        }};
    }

    #[test]
    fn it_is_what_yew_would_make_of_it() {
        let (name, none) = (String::from("n"), None::<&'static str>);
        let (some, nobody) = (Some(1), None::<u8>);
        assert_eq!(shown! {}, "");
        assert_eq!(shown! { name.as_str() }, "[n]");
        assert_eq!(shown! { <><i>{ "a" }</i>{ &name }{ yew::html! {} }</> }, "<i>[a]</i>[n]");
        assert_eq!(
            shown! { <p class="a b" aria-label={name.clone()} data-none={none} key={1}>{ "c" }</p> },
            "<p aria-label=\"n\" class=\"a b\" key=1>[c]</p>"
        );
        assert_eq!(
            shown! { <div><input type="range" value={"7"} /><wbr /><b>{ "a" }{ "b" }</b></div> },
            "<div><input type=\"range\" value=\"7\"></input><wbr></wbr><b>[a][b]</b></div>"
        );
        assert_eq!(
            shown! {
                <ul>
                    for (at, word) in ["a", "b"].into_iter().enumerate() {
                        <li id={at.to_string()}>{ word }</li>
                        if at == 0 { { "," } } else if word.is_empty() { { "?" } } else { <i /> }
                    }
                    if let Some(1) = some { { "one" } }
                    if let (None, true) = (nobody, true) { <b>{ "nobody" }</b> }
                    if name.is_empty() { { "never" } }
                </ul>
            },
            "<ul><li id=\"0\">[a]</li>[,]<li id=\"1\">[b]</li><i></i>[one]<b>[nobody]</b></ul>"
        );
    }

    #[test]
    fn what_follows_keeps_its_place() {
        let places = |is_shown: bool, words: &[&str]| {
            let list: Vec<Html> = words.iter().map(|word| super::html! { *word }).collect();
            let html = super::html! {
                <p>
                    if is_shown { <b /> }
                    for word in words { { *word } }
                    { list }
                    <i />
                </p>
            };
            let VNode::VTag(tag) = html else { panic!("{html:?}") };
            let VNode::VList(children) = tag.children().unwrap() else { panic!("{tag:?}") };
            children.len()
        };
        assert_eq!([places(true, &["a", "b"]), places(false, &[])], [4, 4]);
    }

    #[test]
    fn a_click_is_heard_of() {
        let onclick = Callback::from(|_| {});
        let [ours, yews] = [super::html! { <a {onclick} /> }, {
            let onclick = Callback::from(|_| {});
            yew::html! { <a {onclick} /> }
        }];
        let heard = |html: Html| format!("{html:?}").matches("onclick").count();
        assert_eq!([heard(ours), heard(yews)], [1, 1]);
    }

    #[test]
    fn what_is_closed_is_what_was_opened() {
        let mixed = std::panic::catch_unwind(|| super::html! { <p>{ "a" }</b> });
        assert!(mixed.is_err());
    }
}
