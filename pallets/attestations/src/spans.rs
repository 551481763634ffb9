//! Spans of blocks: kept in order, of which no two overlap or touch.

use alloc::vec::Vec;

use crate::{Span, Spans};

/// Whether all of `span` lies in `spans`.
///
/// As no two of `spans` touch, it does if one of them holds it.
pub(crate) fn contains(spans: &Spans, span: Span) -> bool {
    spans.iter().any(|kept| kept.first <= span.first && span.last <= kept.last)
}

/// `spans` and `span` together; none if that were more than are kept.
///
/// What `span` overlaps or touches becomes one with it. Of the spans of before no two touch, so what
/// touches the whole touches `span`.
pub(crate) fn insert(spans: &Spans, span: Span) -> Option<Spans> {
    let (joined, mut all): (Vec<Span>, Vec<Span>) =
        spans.iter().partition(|kept| touch(kept, &span));
    all.push(joined.iter().fold(span, join));
    all.sort_unstable();
    Spans::try_from(all).ok()
}

/// Whether two spans overlap, or one begins in the block after the other's last.
fn touch(one: &Span, other: &Span) -> bool {
    one.first <= other.last.saturating_add(1) && other.first <= one.last.saturating_add(1)
}

/// The shortest span that holds both.
fn join(one: Span, other: &Span) -> Span {
    Span { first: one.first.min(other.first), last: one.last.max(other.last) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use althing_primitives::BlockNumber;
    use proptest::prelude::*;

    use super::*;
    use crate::MAX_SPANS;

    /// Blocks up to here, so that random spans meet often.
    const HORIZON: BlockNumber = 60;

    fn span(first: BlockNumber, last: BlockNumber) -> Span {
        Span { first, last }
    }

    fn spans(list: &[(BlockNumber, BlockNumber)]) -> Spans {
        let list: Vec<Span> = list.iter().map(|(first, last)| span(*first, *last)).collect();
        list.try_into().unwrap()
    }

    /// The fewest spans that hold exactly these blocks.
    fn runs(blocks: &BTreeSet<BlockNumber>) -> Vec<Span> {
        let mut runs: Vec<Span> = Vec::new();
        for block in blocks {
            match runs.last_mut() {
                Some(run) if run.last + 1 == *block => run.last = *block,
                _ => runs.push(span(*block, *block)),
            }
        }
        runs
    }

    fn any_span(longest: BlockNumber) -> impl Strategy<Value = Span> {
        (0..HORIZON, 0..longest).prop_map(|(first, more)| span(first, first + more))
    }

    proptest! {
        #[test]
        fn spans_are_the_runs_of_a_set_of_blocks(
            given in proptest::collection::vec(any_span(8), 1..40),
        ) {
            let mut kept = Spans::default();
            let mut blocks = BTreeSet::new();
            for next in given {
                let mut more = blocks.clone();
                more.extend(next.first..=next.last);
                let expected = runs(&more);
                match insert(&kept, next) {
                    Some(merged) => {
                        prop_assert_eq!(merged.to_vec(), expected);
                        kept = merged;
                        blocks = more;
                    }
                    None => prop_assert!(expected.len() > MAX_SPANS as usize),
                }
            }
        }

        #[test]
        fn a_span_is_contained_if_all_its_blocks_are_in_the_set(
            given in proptest::collection::vec(any_span(8), 0..20),
            asked in any_span(12),
        ) {
            let mut kept = Spans::default();
            let mut blocks = BTreeSet::new();
            for next in given {
                if let Some(merged) = insert(&kept, next) {
                    kept = merged;
                    blocks.extend(next.first..=next.last);
                }
            }
            let all = (asked.first..=asked.last).all(|block| blocks.contains(&block));
            prop_assert_eq!(contains(&kept, asked), all);
        }

        #[test]
        fn the_order_does_not_matter(
            mut given in proptest::collection::vec(any_span(8), 1..=8)
                .prop_flat_map(|list| (Just(list.clone()), Just(list).prop_shuffle())),
        ) {
            let together = |list: &mut Vec<Span>| {
                list.drain(..).fold(Spans::default(), |kept, next| insert(&kept, next).unwrap())
            };
            prop_assert_eq!(together(&mut given.0), together(&mut given.1));
        }
    }

    #[test]
    fn spans_that_touch_become_one() {
        let kept = spans(&[(10, 20), (30, 40)]);
        assert_eq!(insert(&kept, span(21, 22)), Some(spans(&[(10, 22), (30, 40)])));
        assert_eq!(insert(&kept, span(28, 29)), Some(spans(&[(10, 20), (28, 40)])));
        assert_eq!(insert(&kept, span(21, 29)), Some(spans(&[(10, 40)])));
        assert_eq!(insert(&kept, span(22, 28)), Some(spans(&[(10, 20), (22, 28), (30, 40)])));
    }

    #[test]
    fn a_span_within_another_changes_nothing() {
        let kept = spans(&[(10, 20)]);
        assert_eq!(insert(&kept, span(12, 20)), Some(kept.clone()));
        assert!(contains(&kept, span(10, 20)));
        assert!(!contains(&kept, span(10, 21)));
    }

    #[test]
    fn the_first_and_the_last_block_there_can_be_do_not_wrap() {
        let last = BlockNumber::MAX;
        let kept = spans(&[(0, 1), (last, last)]);
        assert_eq!(
            insert(&kept, span(last - 1, last - 1)),
            Some(spans(&[(0, 1), (last - 1, last)]))
        );
        assert_eq!(insert(&kept, span(3, 3)), Some(spans(&[(0, 1), (3, 3), (last, last)])));
        assert_eq!(insert(&kept, span(0, last)), Some(spans(&[(0, last)])));
    }

    #[test]
    fn one_more_than_are_kept_is_refused_unless_it_joins_others() {
        let full: Vec<_> = (0..MAX_SPANS).map(|place| (place * 10, place * 10)).collect();
        let full = spans(&full);
        assert_eq!(insert(&full, span(5, 5)), None);
        assert_eq!(insert(&full, span(11, 11)).unwrap().len(), full.len());
        assert_eq!(insert(&full, span(1, 18)).unwrap().len(), full.len() - 1);
    }
}
