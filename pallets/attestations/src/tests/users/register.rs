//! A register: a clerk lodges what another person, the registrar, approves.

use althing_primitives::{
    eligibility::{PolicyVersion, Purpose, Unmet},
    BlockNumber,
};
use frame_support::{assert_noop, assert_ok};
use sp_core::H256;
use sp_runtime::DispatchResult;

use self::pallet::{DealingCount, DealingId, Dealings, Role};
use super::{
    attest, attest_on, by, clause, domain, evidence, execute, freeze, office, policy, recover,
    retag, root, rotate_key, run_to, standing, subject, tag, terms, AccountId, Attestations,
    DomainId, Fall, Office, Register, System, Town,
};
use crate::{
    mock::{alice, bob, charlie, eve, ferdie},
    Clause, Rules, Terms,
};

type Error = pallet::Error<Town>;

/// A register with two roles.
#[frame_support::pallet(dev_mode)]
pub mod pallet {
    use althing_primitives::eligibility::{Eligibility, PersonTag, PolicyVersion, Purpose};
    use frame_support::pallet_prelude::*;
    use frame_system::pallet_prelude::*;
    use sp_core::H256;
    use sp_runtime::SaturatedConversion;

    /// Counts dealings.
    pub type DealingId = u32;

    /// What the runtime decides for the register.
    #[pallet::config]
    pub trait Config: frame_system::Config {
        /// Who may fill a role.
        type Eligibility: Eligibility<Self::AccountId>;
    }

    /// A register.
    #[pallet::pallet]
    pub struct Pallet<T>(_);

    /// What somebody may do.
    #[derive(
        Clone,
        Copy,
        Debug,
        Decode,
        DecodeWithMemTracking,
        Encode,
        Eq,
        MaxEncodedLen,
        PartialEq,
        TypeInfo,
    )]
    pub enum Role {
        /// Lodge dealings.
        Clerk,
        /// Approve them.
        Registrar,
    }

    /// What is to be entered.
    #[derive(Clone, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
    pub struct Dealing<AccountId> {
        /// The hash of what it says.
        pub content: H256,
        /// The account that lodged it.
        pub clerk: AccountId,
        /// The person who lodged it.
        pub person: PersonTag,
        /// The account that approved it.
        pub approved: Option<AccountId>,
    }

    /// Who has which role, as long as the account meets the policy.
    #[pallet::storage]
    pub type Roles<T: Config> = StorageDoubleMap<
        _,
        Twox64Concat,
        Role,
        Blake2_128Concat,
        T::AccountId,
        PolicyVersion,
        OptionQuery,
    >;

    /// How many dealings there were.
    #[pallet::storage]
    pub type DealingCount<T> = StorageValue<_, DealingId, ValueQuery>;

    /// The dealings.
    #[pallet::storage]
    pub type Dealings<T: Config> =
        StorageMap<_, Twox64Concat, DealingId, Dealing<T::AccountId>, OptionQuery>;

    /// Why a call was refused.
    #[pallet::error]
    #[derive(PartialEq)]
    pub enum Error<T> {
        /// The policy does not exist.
        NoSuchPolicy,
        /// The account does not have the role.
        NoSuchRole,
        /// The account does not meet the role's policy, or has no tag under it.
        NotEligible,
        /// The dealing does not exist.
        NoSuchDealing,
        /// The dealing was approved already.
        AlreadyApproved,
        /// Whoever lodged it does not approve it.
        SamePerson,
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Grants a role to an account while it meets `policy`. Origin: Root.
        pub fn grant(
            origin: OriginFor<T>,
            role: Role,
            who: T::AccountId,
            policy: PolicyVersion,
        ) -> DispatchResult {
            ensure_root(origin)?;
            ensure!(T::Eligibility::exists(policy), Error::<T>::NoSuchPolicy);
            Roles::<T>::insert(role, who, policy);
            Ok(())
        }

        /// Lodges a dealing. Origin: a clerk.
        pub fn lodge(origin: OriginFor<T>, content: H256) -> DispatchResult {
            let clerk = ensure_signed(origin)?;
            let person = Self::person_as(Role::Clerk, &clerk)?;
            let id = DealingCount::<T>::get();
            DealingCount::<T>::put(id + 1);
            Dealings::<T>::insert(id, Dealing { content, clerk, person, approved: None });
            Ok(())
        }

        /// Approves a dealing. Origin: a registrar, who is another person than the clerk.
        pub fn approve(origin: OriginFor<T>, id: DealingId) -> DispatchResult {
            let who = ensure_signed(origin)?;
            let person = Self::person_as(Role::Registrar, &who)?;
            let mut dealing = Dealings::<T>::get(id).ok_or(Error::<T>::NoSuchDealing)?;
            ensure!(dealing.approved.is_none(), Error::<T>::AlreadyApproved);
            let another = dealing.person != person && dealing.clerk != who;
            ensure!(another, Error::<T>::SamePerson);
            dealing.approved = Some(who);
            Dealings::<T>::insert(id, dealing);
            Ok(())
        }
    }

    impl<T: Config> Pallet<T> {
        /// Who acts in a role in this block.
        fn person_as(role: Role, who: &T::AccountId) -> Result<PersonTag, Error<T>> {
            let policy = Roles::<T>::get(role, who).ok_or(Error::<T>::NoSuchRole)?;
            let now = frame_system::Pallet::<T>::block_number().saturated_into();
            let tag = T::Eligibility::standing(who, policy, now, Purpose::Act);
            tag.ok().flatten().ok_or(Error::<T>::NotEligible)
        }
    }
}

/// A register, and what its roles ask for: attestations of two schemas of one tag domain.
struct Registry {
    domain: DomainId,
    clerks: Office,
    registrars: Office,
    clerk: PolicyVersion,
    registrar: PolicyVersion,
}

/// There is one. Alice, tag 1, has the role of a clerk, and Bob, tag 2, that of a registrar; nothing
/// is attested of them.
fn registry() -> Registry {
    let domain = domain();
    let [clerks, registrars] = [(); 2].map(|()| office(Some(domain)));
    let [clerk, registrar] =
        [clerks, registrars].map(|office| policy(Some(domain), vec![clause(office)]));
    assert_ok!(Register::grant(root(), Role::Clerk, alice(), clerk));
    assert_ok!(Register::grant(root(), Role::Registrar, bob(), registrar));
    Registry { domain, clerks, registrars, clerk, registrar }
}

/// The same, and both are attested, until block 25.
fn open_registry() -> Registry {
    let registry = registry();
    attest_on(registry.clerks, &alice(), Terms { expires: 25, ..terms(tag(1)) });
    attest_on(registry.registrars, &bob(), Terms { expires: 25, ..terms(tag(2)) });
    registry
}

fn try_lodge(who: AccountId) -> DispatchResult {
    Register::lodge(by(who), H256::repeat_byte(0xd0))
}

fn lodge(who: AccountId) -> DealingId {
    assert_ok!(try_lodge(who));
    DealingCount::<Town>::get() - 1
}

fn approve(who: AccountId, id: DealingId) -> DispatchResult {
    Register::approve(by(who), id)
}

fn approved_by(id: DealingId) -> Option<AccountId> {
    Dealings::<Town>::get(id).unwrap().approved
}

#[test]
fn a_clerk_lodges_and_a_registrar_approves() {
    execute(|| {
        open_registry();
        let id = lodge(alice());
        assert_eq!(approved_by(id), None);
        assert_ok!(approve(bob(), id));
        assert_eq!(approved_by(id), Some(bob()));
        assert_noop!(approve(bob(), id), Error::AlreadyApproved);
    });
}

#[test]
fn each_role_asks_for_its_own_policy() {
    execute(|| {
        let Registry { clerks, registrars, clerk, registrar, .. } = registry();
        // Each holds what the other's role asks for.
        attest(registrars, &alice(), tag(1));
        attest(clerks, &bob(), tag(2));
        assert_noop!(try_lodge(alice()), Error::NotEligible);
        assert_ok!(Register::grant(root(), Role::Clerk, bob(), clerk));
        let id = lodge(bob());
        assert_noop!(approve(alice(), id), Error::NoSuchRole);
        assert_ok!(Register::grant(root(), Role::Registrar, alice(), registrar));
        assert_ok!(approve(alice(), id));
        assert_noop!(approve(bob(), id), Error::NotEligible);
    });
}

#[test]
fn whoever_meets_a_policy_has_no_role_by_that() {
    execute(|| {
        let Registry { clerks, registrars, .. } = open_registry();
        attest(clerks, &eve(), tag(3));
        attest(registrars, &eve(), tag(3));
        assert_noop!(try_lodge(eve()), Error::NoSuchRole);
        let id = lodge(alice());
        assert_noop!(approve(eve(), id), Error::NoSuchRole);
    });
}

#[test]
fn a_role_is_granted_with_a_policy_that_exists() {
    execute(|| {
        let Registry { clerk, .. } = registry();
        let unknown = PolicyVersion { version: 2, ..clerk };
        let grant = Register::grant(root(), Role::Clerk, eve(), unknown);
        assert_noop!(grant, Error::NoSuchPolicy);
    });
}

#[test]
fn a_role_keeps_to_the_version_with_which_it_was_granted() {
    execute(|| {
        let Registry { clerk, clerks, .. } = open_registry();
        let mut rule = Rules::<Town>::get(clerk).unwrap();
        rule.clauses[0] = Clause { least_level: 3, ..clause(clerks) };
        assert_ok!(Attestations::revise_policy(root(), clerk.id, rule));
        lodge(alice());
        let stricter = PolicyVersion { version: 2, ..clerk };
        assert_ok!(Register::grant(root(), Role::Clerk, alice(), stricter));
        assert_noop!(try_lodge(alice()), Error::NotEligible);
    });
}

#[test]
fn nobody_approves_what_they_lodged_with_the_same_account() {
    execute(|| {
        let Registry { registrars, registrar, .. } = open_registry();
        attest(registrars, &alice(), tag(1));
        assert_ok!(Register::grant(root(), Role::Registrar, alice(), registrar));
        let id = lodge(alice());
        assert_noop!(approve(alice(), id), Error::SamePerson);
        assert_ok!(approve(bob(), id));
    });
}

#[test]
fn nobody_approves_what_they_lodged_with_another_account() {
    execute(|| {
        let Registry { clerks, registrars, registrar, .. } = open_registry();
        let id = lodge(alice());
        Fall::Revocation.befall(clerks, &alice());
        // The same person stands with Eve's account from now on.
        attest(registrars, &eve(), tag(1));
        assert_ok!(Register::grant(root(), Role::Registrar, eve(), registrar));
        assert_noop!(approve(eve(), id), Error::SamePerson);
        assert_ok!(approve(bob(), id));
    });
}

#[test]
fn whatever_ends_a_registrars_attestation_ends_the_role_in_that_block() {
    for fall in Fall::ALL {
        execute(|| {
            let Registry { registrars, registrar, .. } = open_registry();
            let [first, second] = [(); 2].map(|()| lodge(alice()));
            run_to(24);
            assert_ok!(approve(bob(), first));
            fall.befall(registrars, &bob());
            let unmet = Unmet::Clause { index: 0, why: fall.why() };
            assert_eq!(standing(&bob(), registrar, Purpose::Act), Err(unmet), "{fall:?}");
            assert_noop!(approve(bob(), second), Error::NotEligible);
            assert_eq!(approved_by(first), Some(bob()), "{fall:?}: what was concluded stands");
        });
    }
}

#[test]
fn whatever_ends_a_clerks_attestation_ends_the_role_in_that_block() {
    for fall in Fall::ALL {
        execute(|| {
            let Registry { clerks, clerk, .. } = open_registry();
            run_to(24);
            lodge(alice());
            fall.befall(clerks, &alice());
            let unmet = Unmet::Clause { index: 0, why: fall.why() };
            assert_eq!(standing(&alice(), clerk, Purpose::Act), Err(unmet), "{fall:?}");
            assert_noop!(try_lodge(alice()), Error::NotEligible);
        });
    }
}

#[test]
fn a_role_comes_back_when_a_suspension_is_lifted() {
    execute(|| {
        let Registry { registrars, .. } = open_registry();
        let id = lodge(alice());
        Fall::Suspension.befall(registrars, &bob());
        assert_noop!(approve(bob(), id), Error::NotEligible);
        run_to(5);
        let lifted =
            Attestations::lift(by(charlie()), registrars.schema, subject(&bob()), evidence());
        assert_ok!(lifted);
        assert_ok!(approve(bob(), id));
    });
}

#[test]
fn a_frozen_registrar_approves_nothing_and_a_frozen_clerk_lodges_nothing() {
    execute(|| {
        let Registry { registrar, .. } = open_registry();
        let id = lodge(alice());
        freeze(&alice(), 10);
        freeze(&bob(), 10);
        assert_noop!(try_lodge(alice()), Error::NotEligible);
        assert_noop!(approve(bob(), id), Error::NotEligible);
        assert_eq!(standing(&bob(), registrar, Purpose::Act), Err(Unmet::Frozen));
        assert_eq!(standing(&bob(), registrar, Purpose::Speak), Ok(Some([2; 32])));
        run_to(11);
        lodge(alice());
        assert_ok!(approve(bob(), id));
    });
}

#[test]
fn one_person_never_stands_with_two_accounts_in_one_block() {
    execute(|| {
        let Registry { domain, clerks, clerk, .. } = registry();
        attest(clerks, &alice(), tag(1));
        run_to(5);
        rotate_key(domain);
        recover(clerks, &alice(), &eve(), retag(11, 1));
        let now: BlockNumber = System::block_number();
        run_to(now + 3);
        // Under two keys a person has two tags, which nobody can compare; but two accounts that stood
        // in one block are two persons.
        let stood = |who: AccountId, at| {
            Attestations::standing(who, clerk, at, Purpose::Act).ok().flatten()
        };
        for block in 1..=now + 3 {
            let both = (stood(alice(), block), stood(eve(), block));
            let expected = match block < now {
                true => (Some([1; 32]), None),
                false => (None, Some([11; 32])),
            };
            assert_eq!(both, expected, "in block {block}");
        }
        assert_eq!(stood(ferdie(), now), None);
    });
}
