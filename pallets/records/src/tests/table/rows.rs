//! The rows of the table in `docs/records-rules.md`: one for each kind of dealing, more where it
//! depends on more than the kind.

use frame_support::{assert_ok, BoundedVec};
use sp_keyring::Sr25519Keyring;

use super::super::{
    desk::{charge_for, claim, party, transfer_to},
    titles::{self, caution, encumber, enter, joint, representative},
};
use crate::{
    mock::{Records, *},
    *,
};

/// Alice's, with a charge for two.
pub const CHARGED: RecordId = 0;
/// Of which the register does not say whose it is.
pub const UNSTATED: RecordId = 1;
/// Alice's and one's together.
pub const JOINT: RecordId = 2;
/// Alice's, and struck off.
pub const STRUCK: RecordId = 3;
/// Alice's, with a caution of one.
pub const CAUTIONED: RecordId = 4;
/// Alice's, with a charge for two and behind it one for one.
pub const RANKED: RecordId = 5;
/// Alice's, with a charge for one.
pub const OTHER: RecordId = 6;

/// Who approves.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Approves {
    /// A registrar.
    Registrar,
    /// The authority or a court.
    Higher,
    /// A court.
    Court,
    /// Nobody: it protects once its consents are there.
    Nobody,
}

/// For what a dealing waits.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Waits {
    /// For nothing.
    No,
    /// After its owners were alerted.
    Alert,
    /// For the notice.
    Notice,
}

/// A row of the table.
pub struct Row {
    /// How the document calls it.
    pub name: &'static str,
    /// About which record it is.
    pub record: Option<RecordId>,
    /// What is lodged.
    pub act: Act<AccountId>,
    /// Who has to consent, and may lodge it with what is theirs.
    pub asked: Vec<AccountId>,
    /// Whether they consent in this row.
    pub agreed: bool,
    /// Who approves.
    pub approves: Approves,
    /// For what it waits.
    pub waits: Waits,
}

impl Row {
    fn new(name: &'static str, record: impl Into<Option<RecordId>>, act: Act<AccountId>) -> Self {
        Self {
            name,
            record: record.into(),
            act,
            asked: Vec::new(),
            agreed: true,
            approves: Approves::Registrar,
            waits: Waits::No,
        }
    }

    fn asks(mut self, asked: &[AccountId]) -> Self {
        self.asked = asked.to_vec();
        self
    }

    fn approved_by(mut self, approves: Approves) -> Self {
        self.approves = approves;
        self
    }

    fn waits(mut self, waits: Waits) -> Self {
        self.waits = waits;
        self
    }

    /// Of which kind it is.
    pub fn kind(&self) -> Kind {
        self.act.kind()
    }

    /// Whether anybody may lodge it.
    pub fn is_open_to_all(&self) -> bool {
        matches!(self.kind(), Kind::Caution | Kind::Search)
    }

    /// Whether it is completed at all.
    pub fn is_entered(&self) -> bool {
        self.kind() != Kind::Search
    }

    /// An account that approves it.
    pub fn approver(&self) -> AccountId {
        match self.approves {
            Approves::Registrar | Approves::Nobody => charlie(),
            Approves::Higher => authority(),
            Approves::Court => ferdie(),
        }
    }

    /// Whether that account approves it.
    pub fn is_approved_by(&self, who: &AccountId) -> bool {
        match self.approves {
            Approves::Registrar => *who == charlie(),
            Approves::Higher => [authority(), ferdie()].contains(who),
            Approves::Court => *who == ferdie(),
            Approves::Nobody => false,
        }
    }

    /// Somebody lodges it; everybody who is asked consents, if they do in this row.
    pub fn lodged_by(&self, who: AccountId) -> DealingId {
        let id = lodge(who, self.record, self.act.clone());
        self.consents_to(id);
        id
    }

    /// Everybody consents who has not yet, if they do in this row.
    pub fn consents_to(&self, id: DealingId) {
        for who in self.asked.iter().filter(|_| self.agreed) {
            if Records::consents_missing(REGISTER, id).contains(&party(who.clone())) {
                consent(who.clone(), id);
            }
        }
    }
}

/// Somebody who has nothing to do with any of it.
pub fn stranger() -> AccountId {
    Sr25519Keyring::AliceStash.to_account_id()
}

/// Somebody for whom an attorney acts.
pub fn principal() -> AccountId {
    Sr25519Keyring::BobStash.to_account_id()
}

/// Somebody in whose place an executor acts.
pub fn deceased() -> AccountId {
    Sr25519Keyring::CharlieStash.to_account_id()
}

/// Enters the records of the table; with a caution of a stranger on each, if it is asked for.
pub fn scene(cautioned: bool) {
    create();
    let titles = [
        sole(alice()),
        Ownership::NotStated,
        joint(&[alice(), one()]),
        sole(alice()),
        sole(alice()),
        sole(alice()),
        sole(alice()),
    ];
    for (name, ownership) in (1..).zip(titles) {
        title(name, ownership);
    }
    encumber(CHARGED, alice(), two(), 1);
    encumber(RANKED, alice(), two(), 1);
    encumber(RANKED, alice(), one(), 2);
    encumber(OTHER, alice(), one(), 1);
    caution(CAUTIONED, one(), 5);
    let other = Sr25519Keyring::DaveStash.to_account_id();
    titles::represent(party(principal()), other.clone(), Capacity::Attorney, 300);
    titles::represent(party(deceased()), other, Capacity::Executor, 300);
    if cautioned {
        for id in CHARGED..=OTHER {
            caution(id, bob(), 6);
        }
    }
    enter(STRUCK, Act::StrikeOff { reason: StrikeReason::Ceased }, &[]);
    assert_eq!(last_record(), OTHER);
}

/// The scene, in which these rules hold from now on.
pub fn scene_with(rules: Rules) {
    scene(false);
    assert_ok!(Records::set_rules(mandate(TRACK), REGISTER, rules));
}

fn correct(content: Option<Content>, ownership: Option<Ownership<AccountId>>) -> Act<AccountId> {
    Act::Correct {
        content,
        class: None,
        ownership,
        until: None,
        reason: CorrectionReason::Source,
        asked_by: alice(),
    }
}

fn regrade() -> Act<AccountId> {
    Act::Correct {
        content: None,
        class: Some(TitleClass::Qualified),
        ownership: None,
        until: None,
        reason: CorrectionReason::Source,
        asked_by: alice(),
    }
}

fn uncaution(cause: UncautionCause) -> Act<AccountId> {
    Act::Uncaution { number: 0, cause }
}

fn represent(of: Party<AccountId>, who: AccountId, capacity: Capacity) -> Act<AccountId> {
    Act::Represent { party: of, representative: Some(representative(who, capacity, 300)) }
}

fn halves() -> Act<AccountId> {
    let part = |name| Part { name: hash(name), content: Content { measure: 500, ..content(name) } };
    Act::Split { parts: BoundedVec::truncate_from(vec![part(50), part(51)]) }
}

fn merger() -> Act<AccountId> {
    Act::Merge {
        others: BoundedVec::truncate_from(vec![OTHER]),
        name: hash(60),
        content: Content { measure: 2_000, ..content(60) },
    }
}

/// All rows, for the [`scene`].
pub fn rows() -> Vec<Row> {
    let mut rows = corrections();
    rows.extend(rows_about_titles());
    rows.extend(rows_about_burdens());
    rows.extend(representations());
    rows.extend(rows_about_standing());
    rows
}

fn corrections() -> Vec<Row> {
    use Waits::Notice;
    let owners = || correct(None, Some(sole(one())));
    let unstated = correct(None, Some(sole(alice())));
    let against = |name, act| Row {
        agreed: false,
        ..Row::new(name, CHARGED, act).asks(&[alice()]).approved_by(Approves::Higher).waits(Notice)
    };
    vec![
        Row::new("Correct: content", CHARGED, correct(Some(content(9)), None)).waits(Notice),
        Row::new("Correct: owners who agree", CHARGED, owners()).asks(&[alice()]).waits(Notice),
        Row::new("Correct: class, agreed", CHARGED, regrade()).asks(&[alice()]).waits(Notice),
        against("Correct: owners against their will", owners()),
        against("Correct: class against their will", regrade()),
        Row::new("Correct: owners where none are stated", UNSTATED, unstated)
            .approved_by(Approves::Higher)
            .waits(Notice),
    ]
}

fn rows_about_titles() -> Vec<Row> {
    use Waits::{Alert, Notice};
    let amend = Act::Amend { content: content(9), cites: None };
    vec![
        Row::new("Register", None, first_registration(70, sole(alice()))).waits(Notice),
        Row::new("Amend", CHARGED, amend).asks(&[alice()]).waits(Alert),
        Row::new("Vest", UNSTATED, Act::Vest { ownership: sole(alice()) })
            .approved_by(Approves::Higher)
            .waits(Notice),
        Row::new("Transfer", CHARGED, transfer_to(one()))
            .asks(&[alice(), one(), two()])
            .waits(Alert),
        Row::new("Survive", JOINT, Act::Survive { deceased: party(alice()) }).waits(Notice),
        Row::new("Split", CHARGED, halves()).asks(&[alice(), two()]).waits(Alert),
        Row::new("Merge", CHARGED, merger()).asks(&[alice(), two(), one()]).waits(Alert),
        Row::new("Search", CHARGED, Act::Search).asks(&[alice()]).approved_by(Approves::Nobody),
    ]
}

fn rows_about_burdens() -> Vec<Row> {
    use Waits::{Alert, Notice};
    let (number, terms, beneficiary) = (1, hash(2), party(one()));
    let vary = Act::Vary { number, terms, beneficiary, before: Some(0) };
    let end = |name, cause| Row::new(name, CAUTIONED, uncaution(cause)).waits(Notice);
    vec![
        Row::new("Encumber", CHARGED, charge_for(one())).asks(&[alice()]).waits(Alert),
        Row::new("Vary", RANKED, vary).asks(&[alice(), one(), two()]).waits(Alert),
        Row::new("Discharge", CHARGED, Act::Discharge { number: 0 }).asks(&[two()]),
        Row::new("Caution", CHARGED, claim(1)),
        end("Uncaution: withdrawn", UncautionCause::Withdrawn).asks(&[one()]),
        end("Uncaution: warned", UncautionCause::Warned),
        end("Uncaution: groundless", UncautionCause::Groundless),
    ]
}

fn representations() -> Vec<Row> {
    let ends = |party| Act::Represent { party, representative: None };
    let company = Party::Record { register: REGISTER, record: OTHER };
    let beside = represent(party(alice()), one(), Capacity::Attorney);
    let in_place = represent(party(alice()), one(), Capacity::Executor);
    let organ = represent(company, one(), Capacity::Organ);
    let notary = represent(Party::Person(hash(5)), dave(), Capacity::Notary);
    let represent = |name, act| Row::new(name, None, act).waits(Waits::Notice);
    vec![
        represent("Represent: beside an account", beside).asks(&[alice()]),
        represent("Represent: ending that", ends(party(principal()))).asks(&[principal()]),
        represent("Represent: in an account's place", in_place).approved_by(Approves::Court),
        represent("Represent: ending that", ends(party(deceased()))).approved_by(Approves::Court),
        represent("Represent: a record", organ),
        represent("Represent: a person without a key", notary),
    ]
}

fn rows_about_standing() -> Vec<Row> {
    let strike = |reason| Act::StrikeOff { reason };
    vec![
        Row::new("StrikeOff: requested", CHARGED, strike(StrikeReason::Requested))
            .asks(&[two(), alice()])
            .waits(Waits::Notice),
        Row::new("StrikeOff: otherwise", CHARGED, strike(StrikeReason::Ceased))
            .asks(&[two()])
            .waits(Waits::Notice),
        Row::new("Restore", STRUCK, Act::Restore)
            .approved_by(Approves::Higher)
            .waits(Waits::Notice),
    ]
}
