//! What costs the same however many attestations there are.

use frame_support::assert_ok;
use sp_core::H256;

use crate::{mock::*, RecoveryBy, SchemaRules, Slots, Span, Subject, SubjectKind};

const MANY: u32 = 10_000;

fn subject(n: u32) -> Subject<AccountId> {
    Subject::Hash(H256::from_low_u64_be(n.into()))
}

/// A schema and an issuer who has attested ten thousand, a hundred a block.
fn many() -> (u32, u32) {
    let schema = schema(SchemaRules {
        subject: SubjectKind::Hash,
        recovery: RecoveryBy::Nobody,
        longest_validity: 100_000,
        ..rules()
    });
    let issuer = issuer(schema, charlie());
    AttestationDeposit::set(1);
    assert_ok!(Attestations::set_bond(by(charlie()), issuer, MANY.into()));
    for n in 0..MANY {
        if n % 100 == 0 {
            run_to(System::block_number() + 1);
        }
        assert_ok!(Attestations::issue(by(charlie()), issuer, subject(n), terms(), None));
    }
    (schema, issuer)
}

fn holding(schema: u32) -> usize {
    (0..MANY).filter(|n| Attestations::validity(schema, subject(*n)).is_ok()).count()
}

#[test]
fn ten_thousand_attestations_of_one_issuer_fall_at_one_write() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, issuer) = many();
        assert_eq!(holding(schema), 10_000);
        assert_eq!(Attestations::bond_left(issuer), 0);

        run_to(System::block_number() + 1);
        // Blocks 2 to 101 hold a hundred each.
        let span = Span { first: 12, last: 31 };
        let before = slots_written();
        assert_ok!(Attestations::void_issuer(mandate(TRACK), issuer, span, H256::zero()));
        assert_eq!(slots_written(), before, "no attestation is touched");
        assert_eq!(holding(schema), 8_000);

        assert_ok!(Attestations::remove_issuer(mandate(TRACK), issuer, H256::zero()));
        assert_eq!(holding(schema), 0);
        AttestationDeposit::set(DEPOSIT);
    });
}

/// A fingerprint of all that is stored of attestations.
fn slots_written() -> Vec<u8> {
    use codec::Encode;
    let all: Vec<_> = Slots::<Test>::iter().collect();
    all.encode()
}
