//! A value that is shared, never changed, and compared by identity.

use std::ops::Deref;
use std::rc::Rc;

use yew::html::ImplicitClone;

/// A shared value that equals only its own copies, so that a component with large props compares
/// them in one step and renders again only when it was handed another value.
#[derive(Debug)]
pub struct Snapshot<T>(Rc<T>);

impl<T> Snapshot<T> {
    /// Takes a value that will not change any more.
    pub fn new(value: T) -> Self {
        Self(Rc::new(value))
    }
}

impl<T: PartialEq> Snapshot<T> {
    /// The old snapshot if the new value equals it, else one of the new value.
    pub fn or_same(value: T, old: Option<&Self>) -> Self {
        match old {
            Some(old) if *old.0 == value => old.clone(),
            _ => Self::new(value),
        }
    }
}

impl<T> Clone for Snapshot<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

/// Cloning only counts, so `html!` may do it unasked.
impl<T> ImplicitClone for Snapshot<T> {}

impl<T> PartialEq for Snapshot<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Snapshot<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::Snapshot;

    #[test]
    fn an_equal_value_keeps_the_old_snapshot() {
        let old = Snapshot::new(vec![1, 2]);
        assert!(Snapshot::or_same(vec![1, 2], Some(&old)) == old);
        assert!(Snapshot::or_same(vec![1, 3], Some(&old)) != old);
        assert!(Snapshot::new(vec![1, 2]) != old);
    }
}
