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
    /// Returns a mutable reference to the value, which is copied first if it is shared.
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

#[cfg(test)]
mod tests {
    use service_account_token::{Options, inspect};

    use super::*;

    const BOUND: &str =
        include_str!("../crates/service-account-token/tests/samples/bound-pod-extended-v1.24.jwt");
    const ISSUED: i64 = 1_660_909_741;

    fn report(text: &str, now: i64) -> Shared<Report> {
        Shared::new(inspect(text.as_bytes(), &Options::new().now(now)))
    }

    fn token(report: &Shared<Report>) -> InToken<Token> {
        InToken::new(report, 0).expect("there is a token")
    }

    #[test]
    fn only_what_changed_differs_between_two_reports() {
        let (early, late) = (report(BOUND, ISSUED + 60), report(BOUND, ISSUED + 600));
        let (early, late) = (token(&early), token(&late));
        assert!(early.part(|token| &token.rows) != late.part(|token| &token.rows));
        assert!(early.part(|token| &token.ends) == late.part(|token| &token.ends));
        assert_eq!(early.part(|token| &token.ends).items(), early.get().unwrap().ends);
    }

    #[test]
    fn report_has_no_token_past_its_last() {
        assert!(InToken::new(&report(BOUND, ISSUED), 1).is_none());
        assert!(InToken::new(&report("hello", ISSUED), 0).is_none());
    }

    #[test]
    fn change_of_a_shared_value_leaves_the_other_handle_alone() {
        let mut one = Shared::new(vec![1]);
        let other = one.clone();
        assert!(one.is_same(&other));
        one.make_mut().push(2);
        assert_eq!((&*one, &*other), (&vec![1, 2], &vec![1]));
        assert!(one != other && !one.is_same(&other));
    }
}
