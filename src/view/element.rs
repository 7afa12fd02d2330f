//! Elements of the page, made by plain functions.
//!
//! `html!` writes out the making of an element wherever one stands, which made the views a third of the app's code. Here
//! it stands once. What the content security policy forbids cannot be written: only the attributes
//! in [`Name`] exist, and neither `style` nor an inline handler is among them.

use crate::app::msg::Msg;
use crate::view::ui::Ui;
use std::rc::Rc;
use yew::html::onclick;
use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, Key, Listener, VList, VTag, VText};

/// Declares the attributes and their names in one place: position and name cannot drift apart.
macro_rules! attributes {
    ($($name:ident $text:literal)*) => {
        /// An attribute that the app uses.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[expect(missing_docs, reason = "each is named as in HTML and SVG")]
        pub enum Name { $($name),* }

        const NAMES: &[&str] = &[$($text),*];

        impl Name {
            const ALL: &[Self] = &[$(Self::$name),*];
        }
    };
}

/// So many of the first names are enough for most elements; `class` comes first.
const COMMON: usize = 6;

attributes! {
    Class "class" Id "id" Type "type" DataAct "data-act" AriaHidden "aria-hidden" Href "href"
    Role "role" TabIndex "tabindex" Disabled "disabled" Scope "scope"
    AriaLabel "aria-label" AriaLabelledBy "aria-labelledby" AriaPressed "aria-pressed"
    AriaChecked "aria-checked" AriaExpanded "aria-expanded" AriaCurrent "aria-current" AriaInvalid "aria-invalid"
    AriaErrorMessage "aria-errormessage" AriaDescribedBy "aria-describedby"
    DataKey "data-key" DataScreen "data-screen" DataState "data-state" DataU "data-u"
    DataDisposition "data-disposition" DataUrgency "data-urgency" DataDestination "data-destination"
    DataRule "data-rule" DataOverrule "data-overrule" DataConsult "data-consult" DataShortcuts "data-shortcuts" DataDrawn "data-drawn"
    InputMode "inputmode" AutoComplete "autocomplete" AutoCorrect "autocorrect" AutoCapitalize "autocapitalize"
    SpellCheck "spellcheck" Placeholder "placeholder" For "for" MaxLength "maxlength"
    Target "target" Rel "rel" ViewBox "viewBox" Width "width" Height "height" D "d" X "x" Y "y" TextAnchor "text-anchor"
}

/// An element under construction.
pub struct Element(Box<Parts>);

struct Parts {
    made: VTag,
    /// By the place of the name; what is not set is `None` or beyond the end.
    values: Vec<Option<AttributeOrProperty>>,
}

/// An element with this tag and these classes (none: `""`).
pub fn el(tag: &'static str, class: &'static str) -> Element {
    let made = VTag::new(AttrValue::Static(tag));
    let element = Element(Box::new(Parts { made, values: Vec::with_capacity(COMMON) }));
    if class.is_empty() { element } else { element.put(Name::Class, AttrValue::Static(class)) }
}

/// An element that holds nothing but a text.
pub fn text(tag: &'static str, class: &'static str, said: &str) -> Html {
    el(tag, class).text(said).into()
}

/// Several nodes that take the place of one.
pub fn all<const N: usize>(nodes: [Html; N]) -> Html {
    listed(nodes.into())
}

/// A text without an element around it.
pub fn plain(said: &str) -> Html {
    VText::new(AttrValue::from(said.to_owned())).into()
}

/// A list of nodes that takes the place of one.
pub fn list(nodes: impl IntoIterator<Item = impl Into<Html>>) -> Html {
    listed(nodes.into_iter().map(Into::into).collect())
}

fn listed(nodes: Vec<Html>) -> Html {
    VList::from(nodes).into()
}

impl Element {
    fn put(mut self, name: Name, value: AttrValue) -> Self {
        let values = &mut self.0.values;
        if let Some(at) = Name::ALL.iter().position(|n| *n == name) {
            if values.len() <= at {
                values.resize_with(at.saturating_add(1), || None);
            }
            if let Some(place) = values.get_mut(at) {
                *place = Some(AttributeOrProperty::Attribute(value));
            }
        }
        self
    }

    fn push(mut self, node: Html) -> Self {
        self.0.made.add_child(node);
        self
    }

    fn listen(mut self, listener: Rc<dyn Listener>) -> Self {
        self.0.made.add_listener(listener);
        self
    }

    /// With an attribute.
    pub fn set(self, name: Name, value: impl Into<AttrValue>) -> Self {
        self.put(name, value.into())
    }

    /// With an attribute, where there is a value for it.
    pub fn set_some(self, name: Name, value: Option<impl Into<AttrValue>>) -> Self {
        match value {
            Some(value) => self.put(name, value.into()),
            None => self,
        }
    }

    /// With `true` or `false` as an attribute's value.
    pub fn truth(self, name: Name, value: bool) -> Self {
        self.put(name, AttrValue::Static(if value { "true" } else { "false" }))
    }

    /// With one more class, if `on`.
    pub fn class_if(self, on: bool, class: &'static str) -> Self {
        if !on || class.is_empty() {
            return self;
        }
        match self.0.values.first() {
            Some(Some(AttributeOrProperty::Attribute(known))) => {
                let both = format!("{known} {class}");
                self.put(Name::Class, AttrValue::from(both))
            }
            _ => self.put(Name::Class, AttrValue::Static(class)),
        }
    }

    /// With this id.
    pub fn id(self, id: impl Into<AttrValue>) -> Self {
        self.put(Name::Id, id.into())
    }

    /// Its key among its neighbours: an element with the same key is the same element.
    pub fn key(mut self, key: impl Into<Key>) -> Self {
        self.0.made.key = Some(key.into());
        self
    }

    /// Switched off, if `off`.
    pub fn disabled(self, off: bool) -> Self {
        if off { self.put(Name::Disabled, AttrValue::Static("disabled")) } else { self }
    }

    /// A tap sends `msg`; `act` is its name in tests.
    pub fn tap(self, ui: &Ui, act: impl Into<AttrValue>, msg: Msg) -> Self {
        self.put(Name::DataAct, act.into()).listen(Rc::new(onclick::Wrapper::new(ui.on(msg))))
    }

    /// A listener of another kind.
    pub fn on(self, listener: impl Listener + 'static) -> Self {
        self.listen(Rc::new(listener))
    }

    /// The value of an input.
    pub fn value(mut self, value: String) -> Self {
        self.0.made.set_value(Some(AttrValue::from(value)));
        self
    }

    /// With a text inside.
    pub fn text(self, said: &str) -> Self {
        self.push(plain(said))
    }

    /// With a child.
    pub fn child(self, node: impl Into<Html>) -> Self {
        self.push(node.into())
    }

    /// With a child, if there is one; its place stays.
    pub fn child_some(self, node: Option<impl Into<Html>>) -> Self {
        self.push(node.map_or_else(Html::default, Into::into))
    }

    /// With a list of children, which keep to themselves.
    pub fn each(self, nodes: impl IntoIterator<Item = impl Into<Html>>) -> Self {
        self.push(list(nodes))
    }
}

impl From<Element> for Html {
    fn from(element: Element) -> Self {
        let Parts { mut made, mut values } = *element.0;
        // Two lists of names for all elements: between equal lists Yew compares values place by place.
        let keys = if values.len() <= COMMON { NAMES.get(..COMMON).unwrap_or(NAMES) } else { NAMES };
        values.resize_with(keys.len(), || None);
        made.attributes = Attributes::Dynamic { keys, values: values.into() };
        made.into()
    }
}
