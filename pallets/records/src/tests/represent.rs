//! Who acts for whom, and for how long what they said counts.

use frame_support::{assert_noop, assert_ok};

use super::titles::*;
use crate::{
    mock::{Records, *},
    *,
};

/// Who acts in a party's place.
const DISPLACING: [Capacity; 4] =
    [Capacity::Executor, Capacity::Guardian, Capacity::Trustee, Capacity::Court];

fn transfer(to: AccountId) -> Act<AccountId> {
    Act::Transfer { ownership: sole(to) }
}

fn representation(
    party: Party<AccountId>,
    representative: Option<Representative<AccountId>>,
) -> Act<AccountId> {
    Act::Represent { party, representative }
}

fn dismissal(party: Party<AccountId>) -> Act<AccountId> {
    representation(party, None)
}

fn acting_for(party: &Party<AccountId>) -> Option<Representative<AccountId>> {
    Representatives::<Test>::get(REGISTER, party)
}

fn nobody() -> Party<AccountId> {
    Party::Person(hash(5))
}

/// A title of a person without a key.
fn title_of_nobody() -> RecordId {
    title(1, Ownership::Sole(nobody()))
}

#[test]
fn an_account_appoints_its_attorney_itself_and_acts_beside_it() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        let attorney = representative(two(), Capacity::Attorney, 10);
        let dealing = lodge(bob(), None, representation(account(alice()), Some(attorney.clone())));
        assert_eq!(missing(dealing), [account(alice())]);
        not_approved(charlie(), dealing, Refusal::ConsentMissing);
        consent(alice(), dealing);
        approve(dealing);
        assert_eq!(acting_for(&account(alice())), Some(attorney.clone()));
        let changed = |event: &Event<Test>| {
            *event
                == Event::RepresentativeChanged {
                    register: REGISTER,
                    dealing,
                    party: account(alice()),
                    old: None,
                    new: Some(attorney.clone()),
                }
        };
        assert!(events().iter().any(changed));
        let sale = lodge(bob(), Some(id), transfer(one()));
        consent(one(), sale);
        consent_for(account(alice()), two(), sale);
        approve(sale);
        assert_eq!(owners(id), sole(one()));
        let other = title(9, sole(alice()));
        enter(other, transfer(one()), &[alice(), one()]);
    });
}

#[test]
fn an_attorney_does_not_prolong_its_own_power() {
    ExtBuilder.build_and_execute(|| {
        create();
        represent(account(alice()), two(), Capacity::Attorney, 10);
        let longer = representative(two(), Capacity::Attorney, 1_000);
        let dealing = lodge(bob(), None, representation(account(alice()), Some(longer)));
        let _ = Records::consent(by(two()), REGISTER, dealing, account(alice()));
        assert_eq!(missing(dealing), [account(alice())]);
        not_approved(charlie(), dealing, Refusal::ConsentMissing);
        consent(alice(), dealing);
        approve(dealing);
    });
}

#[test]
fn an_account_dismisses_its_attorney_itself() {
    ExtBuilder.build_and_execute(|| {
        create();
        represent(account(alice()), two(), Capacity::Attorney, 10);
        let dealing = lodge(alice(), None, dismissal(account(alice())));
        assert_eq!(missing(dealing), []);
        approve(dealing);
        assert_eq!(acting_for(&account(alice())), None);
        represent(account(alice()), two(), Capacity::Attorney, 10);
        let unasked = lodge(bob(), None, dismissal(account(alice())));
        not_approved(charlie(), unasked, Refusal::ConsentMissing);
    });
}

#[test]
fn only_a_court_puts_somebody_in_an_accounts_place() {
    for capacity in DISPLACING {
        ExtBuilder.build_and_execute(|| {
            create();
            let act = representation(account(alice()), Some(representative(two(), capacity, 10)));
            let dealing = lodge(bob(), None, act);
            assert_eq!(missing(dealing), []);
            not_approved(charlie(), dealing, Refusal::NotAuthorized);
            not_approved(authority(), dealing, Refusal::NotAuthorized);
            not_approved(dave(), dealing, Refusal::NotAuthorized);
            assert_ok!(Records::approve(by(ferdie()), REGISTER, dealing));
            let dismissal = lodge(bob(), None, dismissal(account(alice())));
            not_approved(charlie(), dismissal, Refusal::NotAuthorized);
            assert_ok!(Records::approve(by(ferdie()), REGISTER, dismissal));
            assert_eq!(acting_for(&account(alice())), None);
        });
    }
}

#[test]
fn whoever_acts_in_an_accounts_place_cannot_be_replaced_by_that_account() {
    ExtBuilder.build_and_execute(|| {
        create();
        represent(account(alice()), two(), Capacity::Trustee, 10);
        let attorney = representative(one(), Capacity::Attorney, 10);
        let act = representation(account(alice()), Some(attorney));
        assert_noop!(
            Records::lodge(by(alice()), REGISTER, None, act.clone(), hash(99), None),
            Refusal::NotAuthorized
        );
        let dealing = lodge(bob(), None, act);
        not_approved(charlie(), dealing, Refusal::NotAuthorized);
    });
}

#[test]
fn whoever_is_displaced_does_not_speak_for_itself() {
    for capacity in DISPLACING {
        ExtBuilder.build_and_execute(|| {
            create();
            let id = land(alice());
            let before = agreed(id, transfer(one()), &[alice(), one()]);
            represent(account(alice()), two(), capacity, 10);
            assert_eq!(missing(before), [account(alice())]);
            not_approved(charlie(), before, Refusal::ConsentMissing);
            assert_noop!(
                Records::consent(by(alice()), REGISTER, before, account(alice())),
                Refusal::NotAuthorized
            );
            let own =
                Records::lodge(by(alice()), REGISTER, Some(id), transfer(one()), hash(9), None);
            assert_eq!(own, Err(Refusal::NotAuthorized.into()));
            consent_for(account(alice()), two(), before);
            approve(before);
            assert_eq!(owners(id), sole(one()));
        });
    }
}

#[test]
fn a_lodger_who_was_displaced_since_has_not_consented() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        let dealing = lodge(alice(), Some(id), transfer(one()));
        consent(one(), dealing);
        assert_eq!(missing(dealing), []);
        represent(account(alice()), two(), Capacity::Guardian, 10);
        assert_eq!(missing(dealing), [account(alice())]);
        not_approved(charlie(), dealing, Refusal::ConsentMissing);
    });
}

#[test]
fn whoever_was_displaced_speaks_again_once_that_is_over() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        represent(account(alice()), two(), Capacity::Guardian, 3);
        pass_days(3);
        let dealing = lodge(bob(), Some(id), transfer(one()));
        consent(one(), dealing);
        consent_for(account(alice()), two(), dealing);
        assert_eq!(missing(dealing), []);
        pass_days(1);
        assert_eq!(missing(dealing), [account(alice())]);
        not_approved(charlie(), dealing, Refusal::ConsentMissing);
        consent(alice(), dealing);
        approve(dealing);
    });
}

#[test]
fn a_representative_whose_day_has_passed_between_approval_and_completion_has_not_consented() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        represent(account(alice()), two(), Capacity::Attorney, 2);
        let effective = Some(today() + 3);
        let act = transfer(one());
        assert_ok!(Records::lodge(by(bob()), REGISTER, Some(id), act, hash(99), effective));
        let dealing = last_dealing();
        consent(one(), dealing);
        consent_for(account(alice()), two(), dealing);
        approve(dealing);
        pass_days(3);
        let complete = || Records::complete(by(one()), REGISTER, dealing);
        assert_noop!(complete(), Refusal::ConsentMissing);
        consent(alice(), dealing);
        assert_ok!(complete());
        assert_eq!(owners(id), sole(one()));
    });
}

#[test]
fn a_representative_who_was_replaced_has_not_consented() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = title_of_nobody();
        represent(nobody(), two(), Capacity::Guardian, 10);
        let effective = Some(today() + 3);
        let act = transfer(one());
        assert_ok!(Records::lodge(by(bob()), REGISTER, Some(id), act, hash(99), effective));
        let dealing = last_dealing();
        consent(one(), dealing);
        consent_for(nobody(), two(), dealing);
        approve(dealing);
        represent(nobody(), alice(), Capacity::Guardian, 10);
        pass_days(3);
        let complete = || Records::complete(by(one()), REGISTER, dealing);
        assert_noop!(complete(), Refusal::ConsentMissing);
        consent_for(nobody(), alice(), dealing);
        assert_ok!(complete());
        assert_eq!(owners(id), sole(one()));
    });
}

#[test]
fn a_person_without_a_key_speaks_through_its_representative_alone() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = title_of_nobody();
        let dealing = lodge(bob(), Some(id), transfer(one()));
        consent(one(), dealing);
        assert_eq!(missing(dealing), [nobody()]);
        for who in [alice(), bob(), charlie(), dave(), authority()] {
            assert_noop!(
                Records::consent(by(who), REGISTER, dealing, nobody()),
                Refusal::NotAuthorized
            );
        }
        not_approved(charlie(), dealing, Refusal::ConsentMissing);
        represent(nobody(), dave(), Capacity::Notary, 10);
        not_approved(charlie(), dealing, Refusal::ConsentMissing);
        consent_for(nobody(), dave(), dealing);
        approve(dealing);
        assert_eq!(owners(id), sole(one()));
    });
}

#[test]
fn a_company_speaks_through_its_organ() {
    ExtBuilder.build_and_execute(|| {
        create();
        let company = Party::Record { register: REGISTER, record: land(two()) };
        let id = title(9, Ownership::Sole(company.clone()));
        let dealing = lodge(bob(), Some(id), transfer(one()));
        consent(one(), dealing);
        let as_owner = Records::consent(by(two()), REGISTER, dealing, company.clone());
        assert_eq!(as_owner, Err(Refusal::NotAuthorized.into()));
        represent(company.clone(), alice(), Capacity::Organ, 10);
        consent_for(company, alice(), dealing);
        approve(dealing);
        assert_eq!(owners(id), sole(one()));
    });
}

#[test]
fn a_representative_acts_in_its_own_register_only() {
    ExtBuilder.build_and_execute(|| {
        create();
        let elsewhere = create();
        represent(account(alice()), two(), Capacity::Executor, 10);
        let day = today();
        assert!(Pallet::<Test>::may_act(REGISTER, &account(alice()), &two(), day));
        assert!(!Pallet::<Test>::may_act(elsewhere, &account(alice()), &two(), day));
        assert!(Pallet::<Test>::may_act(elsewhere, &account(alice()), &alice(), day));
        assert!(!Pallet::<Test>::may_act(REGISTER, &account(alice()), &alice(), day));
    });
}

#[test]
fn each_capacity_suits_some_parties() {
    ExtBuilder.build_and_execute(|| {
        create();
        let company = Party::Record { register: REGISTER, record: land(alice()) };
        let parties = [account(alice()), company, nobody()];
        let suits = [
            (Capacity::Attorney, [true, true, true]),
            (Capacity::Executor, [true, true, true]),
            (Capacity::Guardian, [true, true, true]),
            (Capacity::Trustee, [true, true, true]),
            (Capacity::Court, [true, true, true]),
            (Capacity::Notary, [false, false, true]),
            (Capacity::Organ, [false, true, false]),
        ];
        for (capacity, suits) in suits {
            for (party, suits) in parties.iter().zip(suits) {
                let it = representative(dave(), capacity, 10);
                let act = representation(party.clone(), Some(it));
                match suits {
                    true => drop(lodge(bob(), None, act)),
                    false => refused(None, act, Refusal::InvalidRepresentative),
                }
            }
        }
    });
}

#[test]
fn only_a_notary_acts_as_one() {
    ExtBuilder.build_and_execute(|| {
        create();
        let as_notary =
            |who| representation(nobody(), Some(representative(who, Capacity::Notary, 10)));
        refused(None, as_notary(alice()), Refusal::InvalidRepresentative);
        refused(None, as_notary(bob()), Refusal::InvalidRepresentative);
        let dealing = lodge(bob(), None, as_notary(dave()));
        let role = Role::Notary;
        assert_ok!(Records::revoke_role(by(authority()), REGISTER, dave().into(), role));
        not_approved(charlie(), dealing, Refusal::InvalidRepresentative);
    });
}

#[test]
fn a_representative_is_somebody_else_until_a_day_that_has_not_passed() {
    ExtBuilder.build_and_execute(|| {
        create();
        let of_alice = |who, days| {
            representation(account(alice()), Some(representative(who, Capacity::Attorney, days)))
        };
        refused(None, of_alice(alice(), 10), Refusal::InvalidRepresentative);
        refused(None, of_alice(two(), -1), Refusal::InvalidRepresentative);
        let dealing = lodge(bob(), None, of_alice(two(), 0));
        consent(alice(), dealing);
        pass_days(1);
        not_approved(charlie(), dealing, Refusal::InvalidRepresentative);
    });
}

#[test]
fn a_representation_changes_something() {
    ExtBuilder.build_and_execute(|| {
        create();
        refused(None, dismissal(account(alice())), Refusal::NothingChanges);
        represent(account(alice()), two(), Capacity::Attorney, 10);
        let same = representative(two(), Capacity::Attorney, 10);
        refused(None, representation(account(alice()), Some(same)), Refusal::NothingChanges);
    });
}

#[test]
fn a_representation_is_about_a_party_and_no_record() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        let organ = Some(representative(two(), Capacity::Organ, 10));
        let of =
            |record| representation(Party::Record { register: REGISTER, record }, organ.clone());
        refused(Some(id), of(id), Refusal::RecordNotAllowed);
        refused(None, of(id + 1), Refusal::RecordNotFound);
        let dealing = lodge(bob(), None, of(id));
        approve(dealing);
        let completed = |event| match event {
            Event::Completed { dealing: of, record, .. } if of == dealing => Some(record),
            _ => None,
        };
        assert_eq!(events().into_iter().find_map(completed), Some(None));
    });
}

#[test]
fn representatives_of_owners_are_told_of_dealings() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = title(
            1,
            Ownership::Joint(frame_support::BoundedVec::truncate_from(vec![
                account(alice()),
                nobody(),
            ])),
        );
        represent(account(alice()), two(), Capacity::Executor, 10);
        represent(nobody(), dave(), Capacity::Notary, 10);
        let dealing = lodge(bob(), Some(id), transfer(one()));
        let told = |event| match event {
            Event::Alerted { dealing: of, account, .. } if of == dealing => Some(account),
            _ => None,
        };
        let told: Vec<_> = events().into_iter().filter_map(told).collect();
        assert_eq!(told, [alice(), two(), dave()]);
    });
}

#[test]
fn an_account_is_told_that_somebody_is_to_act_for_it() {
    ExtBuilder.build_and_execute(|| {
        create();
        let executor = representative(two(), Capacity::Executor, 10);
        let dealing = lodge(bob(), None, representation(account(alice()), Some(executor)));
        let told = |event| match event {
            Event::Alerted { dealing: of, account, .. } if of == dealing => Some(account),
            _ => None,
        };
        assert_eq!(events().into_iter().find_map(told), Some(alice()));
    });
}
