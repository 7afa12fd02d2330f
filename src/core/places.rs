//! Lists with a value for every position, of which most may be empty.

/// Puts `value` at position `at`. Empty places at the end are dropped, so that equal content is equal.
pub(crate) fn put<T: Default + PartialEq>(list: &mut Vec<T>, at: usize, value: T) {
    if list.len() <= at {
        list.resize_with(at.saturating_add(1), T::default);
    }
    if let Some(place) = list.get_mut(at) {
        *place = value;
    }
    while list.pop_if(|last| *last == T::default()).is_some() {}
}

#[cfg(test)]
mod tests {
    use super::put;

    #[test]
    fn what_is_empty_again_was_never_there() {
        let mut list: Vec<Option<u8>> = Vec::new();
        put(&mut list, 3, Some(7));
        assert_eq!(list, [None, None, None, Some(7)]);
        put(&mut list, 1, Some(5));
        put(&mut list, 3, None);
        assert_eq!(list, [None, Some(5)]);
        put(&mut list, 1, None);
        assert!(list.is_empty());
    }
}
