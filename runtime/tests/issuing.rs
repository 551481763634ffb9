//! Issuing over real blocks: what a signature serves for, who is first, and what others see.

use crate::common::{attestations::*, Chain};
use althing_runtime::{Runtime, RuntimeCall, UncheckedExtrinsic};
use codec::Encode;
use frame_support::assert_ok;
use pallet_attestations::{Call, Draws, Error, Issuers, SchemaRules, Slots, Subject, Tags, Terms};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave, Eve, One};
use sp_runtime::traits::Hash;

/// A schema with tags, of which Charlie is issuer 0 and Dave issuer 1.
fn two_offices(preset: &str) -> Chain {
    let mut chain = Chain::new(preset);
    let domain = Some(chain.domain(One));
    let schema = chain.schema(SchemaRules { domain, ..people() });
    chain.bonded_issuer(schema, Charlie);
    chain.bonded_issuer(schema, Dave);
    chain.skip(1);
    chain
}

#[test]
fn a_consent_for_one_chain_serves_on_no_other() {
    let (mut here, mut elsewhere) = (two_offices("solo"), two_offices("local"));
    let terms = elsewhere.tagged([3; 32]);
    let call = elsewhere.issue(0, Bob, terms);
    assert_eq!(here.send(Charlie, call.clone()), Err(Error::<Runtime>::BadSignature.into()));
    assert_ok!(elsewhere.send(Charlie, call.clone()));

    // Nor twice on its own, whatever became of what it was for.
    assert_eq!(elsewhere.send(Charlie, call.clone()), Err(Error::<Runtime>::BadSignature.into()));
    assert_ok!(elsewhere.send(Charlie, revoke(0, Bob)));
    assert_eq!(elsewhere.send(Charlie, call), Err(Error::<Runtime>::BadSignature.into()));
}

#[test]
fn of_two_issuers_that_give_one_tag_to_two_accounts_the_first_in_the_block_does() {
    for order in [[0, 1], [1, 0]] {
        let mut chain = two_offices("local");
        let terms = chain.tagged([3; 32]);
        let calls =
            [(Charlie, chain.issue(0, Bob, terms.clone())), (Dave, chain.issue(1, Alice, terms))];
        let results = chain.send_all(order.map(|position| calls[position].clone()).to_vec());
        assert_eq!(results, [Ok(()), Err(Error::<Runtime>::TagHeld.into())]);
        let holder = chain.read(|| Tags::<Runtime>::get(0, [3; 32])).expect("it is held");
        let first = [Bob, Alice][order[0]];
        assert_eq!(holder.account, first.to_account_id());
        chain.check();
    }
}

#[test]
fn nobody_who_reads_the_events_learns_a_tag() {
    let mut chain = two_offices("local");
    let tag = chain.read(|| sp_runtime::traits::BlakeTwo256::hash(b"a person")).0;
    let terms = chain.tagged(tag);
    let call = chain.issue(0, Bob, terms.clone());
    assert_ok!(chain.send(Charlie, call));
    let told = |chain: &mut Chain| {
        let events = chain.events().encode();
        events.windows(tag.len()).any(|window| window == tag)
    };
    let known = chain.read(|| Tags::<Runtime>::contains_key(0, tag));
    assert!(known && !told(&mut chain));
    let renewed = Terms { expires: terms.expires + 10, ..terms };
    let consent = Some(chain.consent(0, Bob, &renewed));
    let subject = Subject::Account(Bob.to_account_id());
    assert_ok!(chain.send(Charlie, Call::renew { issuer: 0, subject, terms: renewed, consent }));
    assert!(!told(&mut chain));
    assert_ok!(chain.send(Charlie, revoke(0, Bob)));
    assert!(!told(&mut chain));
}

#[test]
fn every_block_that_issues_freezes_and_revokes_can_be_imported() {
    let (mut author, mut importer) = (two_offices("local"), two_offices("local"));
    let follow = |author: &mut Chain, importer: &mut Chain, calls: Vec<UncheckedExtrinsic>| {
        let (block, results) = author.block_at(author.time + author.step, calls);
        assert!(results.iter().all(|result| *result == Ok(Ok(()))), "{results:?}");
        importer.import(block);
    };
    let mut calls: Vec<(_, RuntimeCall)> = Vec::new();
    for (issuer, by, subject) in [(0, Charlie, Bob), (1, Dave, Alice)] {
        let terms = author.tagged([issuer as u8 + 1; 32]);
        calls.push((by, author.issue(issuer, subject, terms)));
    }
    calls.push((Eve, freeze(&Alice.to_account_id(), 3)));
    let calls = calls.into_iter().map(|(who, call)| author.sign(who, call)).collect();
    follow(&mut author, &mut importer, calls);
    let revocation = author.sign(Charlie, revoke(0, Bob));
    follow(&mut author, &mut importer, vec![revocation]);
    (0..4).for_each(|_| follow(&mut author, &mut importer, vec![]));

    let subject = Subject::Account(Alice.to_account_id());
    for chain in [&mut author, &mut importer] {
        assert!(chain.read(|| Slots::<Runtime>::contains_key(0, &subject)));
        assert!(chain.read(|| !Draws::<Runtime>::exists()), "it is part of no block's state");
        assert!(chain.read(|| Issuers::<Runtime>::get(1)).unwrap().drawn > 0);
        chain.check();
    }
}

#[test]
fn a_bond_covers_deposits_to_the_last_unit_and_is_free_again_after_removal() {
    let mut chain = two_offices("local");
    let one = chain.read(|| Issuers::<Runtime>::get(0)).unwrap();
    assert_eq!(one.drawn, 0);
    let terms = chain.tagged([3; 32]);
    let call = chain.issue(0, Bob, terms);
    let charlie = Charlie.to_account_id();
    let held = chain.read(|| althing_runtime::Balances::reserved_balance(&charlie));
    assert_ok!(chain.send(Charlie, call));
    let drawn = chain.read(|| Issuers::<Runtime>::get(0)).unwrap().drawn;
    assert!(drawn > 0);
    let again = chain.read(|| althing_runtime::Balances::reserved_balance(&charlie));
    assert_eq!(held, again, "no tokens move");

    // To exactly what is taken up, and no further.
    assert_ok!(chain.send(Charlie, Call::set_bond { issuer: 0, amount: drawn }));
    let less = Call::set_bond { issuer: 0, amount: drawn - 1 };
    assert_eq!(chain.send(Charlie, less.clone()), Err(Error::<Runtime>::BondInUse.into()));
    let terms = chain.tagged([4; 32]);
    let more = chain.issue(0, Alice, terms);
    assert_eq!(chain.send(Charlie, more), Err(Error::<Runtime>::BondExhausted.into()));

    assert_ok!(chain.send(Charlie, revoke(0, Bob)));
    let remove = Call::remove { schema: 0, subject: Subject::Account(Bob.to_account_id()) };
    let early = Err(Error::<Runtime>::TooEarly.into());
    assert_eq!(chain.send(Eve, remove.clone()), early);
    chain.skip(600);
    let before = chain.free(&Eve.to_account_id());
    assert_ok!(chain.send(Eve, remove));
    assert_eq!(chain.free(&Eve.to_account_id()), before, "who clears up pays nothing");
    assert_ok!(chain.send(Charlie, less));
    chain.check();
}
