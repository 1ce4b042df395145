//! Values that many components share, and that are cheap to compare.

use std::ops::Deref;
use std::rc::Rc;

use service_account_token::report::{Report, Token};
use yew::html::ImplicitClone;

/// A shared value. Two handles to the same allocation are equal without a look at it, so a component
/// that gets the same one again costs nothing.
#[derive(Debug, Default)]
pub struct Shared<T>(Rc<T>);

impl<T> Shared<T> {
    /// Shares a value.
    pub fn new(value: T) -> Self {
        Self(Rc::new(value))
    }

    /// Returns true if both share the same allocation.
    pub fn is_same(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T: Clone> Shared<T> {
    /// Returns the value to change it, copied first if somebody else holds it too.
    pub fn make_mut(&mut self) -> &mut T {
        Rc::make_mut(&mut self.0)
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> ImplicitClone for Shared<T> {}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: PartialEq> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        self.is_same(other) || **self == **other
    }
}

/// Something in one token of a report, such as its rows. It shares the report instead of copying
/// from it, and equals what has the same value in another report: a component that shows it is
/// rendered again only if it changed.
#[derive(Debug)]
pub struct InToken<T: 'static> {
    report: Shared<Report>,
    token: usize,
    get: fn(&Token) -> &T,
}

impl InToken<Token> {
    /// The token at this position, or `None` if the report has no such token.
    pub fn new(report: &Shared<Report>, token: usize) -> Option<Self> {
        report.tokens.get(token)?;
        Some(Self { report: report.clone(), token, get: |token| token })
    }

    /// Returns a part of the token.
    pub fn part<T>(&self, get: fn(&Token) -> &T) -> InToken<T> {
        InToken { report: self.report.clone(), token: self.token, get }
    }
}

impl<T> InToken<T> {
    /// Returns the value. It is there unless the report has no such token, which [`InToken::new`]
    /// excludes.
    pub fn get(&self) -> Option<&T> {
        self.report.tokens.get(self.token).map(self.get)
    }
}

impl<T> InToken<Vec<T>> {
    /// Returns the items of a list.
    pub fn items(&self) -> &[T] {
        self.get().map_or(&[], Vec::as_slice)
    }
}

impl<T> Clone for InToken<T> {
    fn clone(&self) -> Self {
        Self { report: self.report.clone(), token: self.token, get: self.get }
    }
}

impl<T> ImplicitClone for InToken<T> {}

impl<T: PartialEq> PartialEq for InToken<T> {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}
