//! A bond against a plain model of what is in it and what is taken up.

use std::collections::{BTreeMap, BTreeSet};

use althing_primitives::{Balance, BlockNumber};
use frame_support::{assert_ok, storage::with_storage_layer};
use proptest::prelude::*;
use sp_core::H256;

use crate::{mock::*, *};

/// How many records there are to attest.
const RECORDS: u64 = 6;

/// What an issuer may try.
#[derive(Clone, Copy, Debug)]
enum Step {
    SetBond(Balance),
    Issue(u64),
    VoidThisBlock,
    NextBlock,
}

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (0..8 * DEPOSIT).prop_map(Step::SetBond),
        1 => (0..8u128).prop_map(|count| Step::SetBond(count * DEPOSIT)),
        6 => (0..RECORDS).prop_map(Step::Issue),
        1 => Just(Step::VoidThisBlock),
        2 => Just(Step::NextBlock),
    ]
}

/// What is attested, since when and by whose tokens; and what the bond is.
#[derive(Default)]
struct Model {
    bond: Balance,
    attested: BTreeMap<u64, (BlockNumber, Payer)>,
    void: BTreeSet<BlockNumber>,
}

impl Model {
    /// What deposits of this kind come to.
    fn used(&self, payer: Payer) -> Balance {
        DEPOSIT * self.attested.values().filter(|(_, own)| *own == payer).count() as Balance
    }

    fn set_bond(&mut self, amount: Balance) -> bool {
        let allowed = amount != self.bond && amount >= self.used(Payer::Bond);
        if allowed {
            self.bond = amount;
        }
        allowed
    }

    fn issue(&mut self, record: u64, now: BlockNumber) -> bool {
        let alive = |(issued, _): &(BlockNumber, Payer)| !self.void.contains(issued);
        if self.attested.get(&record).is_some_and(alive) {
            return false;
        }
        let old = self.attested.remove(&record);
        let payer = if self.bond > 0 { Payer::Bond } else { Payer::Issuer };
        if payer == Payer::Bond && self.used(Payer::Bond) + DEPOSIT > self.bond {
            self.attested.extend(old.map(|old| (record, old)));
            return false;
        }
        self.attested.insert(record, (now, payer));
        true
    }

    fn void(&mut self, now: BlockNumber) -> bool {
        self.void.insert(now)
    }
}

/// Does a step on the chain and in the model; whether it was allowed on each.
fn step(step: Step, id: IssuerId, model: &mut Model) -> (bool, bool) {
    let now = System::block_number();
    match step {
        Step::SetBond(amount) => {
            (Attestations::set_bond(by(charlie()), id, amount).is_ok(), model.set_bond(amount))
        }
        Step::Issue(record) => {
            let subject = Subject::Record(H256::from_low_u64_be(record));
            let issued = with_storage_layer(|| {
                Attestations::issue(by(charlie()), id, subject, terms(), None)
                    .map_err(|refused| refused.error)
            });
            (issued.is_ok(), model.issue(record, now))
        }
        Step::VoidThisBlock => {
            let span = Span { first: now, last: now };
            let root = RuntimeOrigin::root();
            (Attestations::void_issuer(root, id, span, H256::zero()).is_ok(), model.void(now))
        }
        Step::NextBlock => {
            next_block(Default::default());
            (true, true)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_bond_covers_what_is_taken_up_of_it(
        steps in proptest::collection::vec(any_step(), 1..60),
    ) {
        let mut outcome = Ok(());
        ExtBuilder::default().build_and_execute(|| {
            let subject = SubjectKind::Record;
            let recovery = RecoveryBy::Nobody;
            let id = issuer(schema(SchemaRules { subject, recovery, ..rules() }), charlie());
            let mut model = Model::default();
            outcome = steps.into_iter().try_for_each(|next| {
                // More separate spans than are kept are not part of the model.
                if matches!(next, Step::VoidThisBlock) && model.void.len() == 8 {
                    return Ok(());
                }
                let (chain, expected) = step(next, id, &mut model);
                prop_assert_eq!(chain, expected, "{:?}", next);
                let (taken, own) = (model.used(Payer::Bond), model.used(Payer::Issuer));
                prop_assert_eq!(held(&charlie(), HoldReason::Bond), model.bond);
                prop_assert_eq!(held(&charlie(), HoldReason::Attestation), own);
                prop_assert_eq!(Attestations::bond_left(id), model.bond - taken);
                prop_assert_eq!(free(&charlie()), PURSE - model.bond - own);
                Ok(())
            });
        });
        outcome?;
    }
}

#[test]
fn an_attestation_that_takes_the_place_of_a_void_one_takes_its_deposit_too() {
    ExtBuilder::default().build_and_execute(|| {
        let subject = SubjectKind::Record;
        let recovery = RecoveryBy::Nobody;
        let id = issuer(schema(SchemaRules { subject, recovery, ..rules() }), charlie());
        assert_ok!(Attestations::set_bond(by(charlie()), id, DEPOSIT));
        let issue = || {
            let subject = Subject::Record(H256::zero());
            Attestations::issue(by(charlie()), id, subject, terms(), None)
        };
        assert_ok!(issue());
        let span = Span { first: 1, last: 1 };
        assert_ok!(Attestations::void_issuer(RuntimeOrigin::root(), id, span, H256::zero()));
        // In the same block, in which the bond's part is not settled yet, and in the next one.
        assert_ok!(issue());
        run_to(2);
        assert_ok!(issue());
        assert_eq!(Attestations::bond_left(id), 0);
    });
}
