//! Dealings, states and reasons in words; and by one word each, which is typed as it is printed.

use crate::{
    records::{
        parties::{self, OwnersView},
        types::{
            Act, Capacity, CorrectionReason, EncumbranceKind, Kind, Lapse, ObjectionVerdict,
            Ownership, RecordStatus, RedactionReason, RejectionReason, State, StrikeReason,
            TitleClass, UncautionCause,
        },
        RecordId,
    },
    registers::{days, words::named},
};

pub use crate::registers::words::{Named, Words};

named! {
    Kind {
        Register => "register", "first registration";
        Amend => "amend", "another content";
        Correct => "correct", "correction of what was entered";
        Vest => "vest", "first statement of the owners";
        Transfer => "transfer", "transfer to other owners";
        Survive => "survive", "death of a joint owner";
        Encumber => "encumber", "right of somebody else";
        Vary => "vary", "change of such a right";
        Discharge => "discharge", "end of such a right";
        Caution => "caution", "claim of an interest";
        Uncaution => "uncaution", "end of such a claim";
        Split => "split", "division into several";
        Merge => "merge", "union of several";
        Represent => "represent", "who acts for a party";
        StrikeOff => "strike-off", "striking off";
        Restore => "restore", "restoration of what was struck off";
        Search => "search", "search with priority";
        Freeze => "freeze", "freeze by a court";
        Unfreeze => "unfreeze", "end of a court's freeze";
    }
    TitleClass {
        Unclassed => "unclassed", "the register knows no classes";
        Absolute => "absolute", "good against everybody";
        Qualified => "qualified", "good but for what is excepted";
        Possessory => "possessory", "based on possession alone";
        GoodLeasehold => "good-leasehold", "a lease whose landlord's title was not shown";
    }
    RecordStatus {
        InForce => "in-force", "in force";
        Struck => "struck", "struck off";
        Split => "split", "split into others";
        Merged => "merged", "merged into another one";
    }
    CorrectionReason {
        Clerical => "clerical", "it was written wrongly";
        Source => "source", "the source was wrong";
        SourceChanged => "source-changed", "whoever keeps the source changed it";
        CourtOrder => "court-order", "a court ordered it";
        Fraud => "fraud", "it was obtained by fraud";
    }
    UncautionCause {
        Withdrawn => "withdrawn", "the claimant gives it up";
        Warned => "warned", "the claimant was warned, and did not object";
        Groundless => "groundless", "it was lodged without reasonable cause";
    }
    StrikeReason {
        Requested => "requested", "its holder asked for it";
        Ceased => "ceased", "what it stands for no longer exists";
        Void => "void", "it should never have been entered";
        SourceWithdrawn => "source-withdrawn", "whoever keeps the source withdrew it";
    }
    EncumbranceKind {
        Charge => "charge", "security for a debt";
        Lease => "lease", "a lease";
        Easement => "easement", "a right of use";
        Covenant => "covenant", "a duty that goes with the land";
        Option => "option", "a right to acquire";
        Other => "other", "another right";
    }
    Capacity {
        Attorney => "attorney", "by the party's own power of attorney";
        Executor => "executor", "for somebody who died";
        Guardian => "guardian", "for somebody who cannot act";
        Trustee => "trustee", "for somebody insolvent";
        Court => "court", "by order of a court";
        Notary => "notary", "for a person without a key";
        Organ => "organ", "as the organ of a company, an estate or a group";
    }
    RejectionReason {
        Defective => "defective", "the instrument is defective";
        EvidenceMissing => "evidence-missing", "evidence is missing";
        Inconsistent => "inconsistent", "it does not agree with the register";
        Objection => "objection", "an objection to it is well founded";
        NotAllowed => "not-allowed", "it is not allowed in this register";
        Frivolous => "frivolous", "it was never meant seriously, so its deposit is lost";
        Fraud => "fraud", "it was obtained by fraud, so its deposit is lost";
    }
    ObjectionVerdict {
        Upheld => "upheld", "it is well founded, and the dealing is rejected";
        Dismissed => "dismissed", "it is not well founded";
        Groundless => "groundless", "it was made without reasonable cause, so its deposit is lost";
    }
    Lapse {
        NotRevealed => "not-revealed", "it was not revealed in time, so its deposit is lost";
        NotAnswered => "not-answered", "a question was not answered in time";
        NotCompleted => "not-completed", "it was not completed in time";
        SearchEnded => "search-ended", "the search protects no longer";
    }
    RedactionReason {
        PersonalData => "personal-data", "it held personal data that must not be public";
        CourtOrder => "court-order", "a court ordered it";
        Unlawful => "unlawful", "it was entered without legal basis";
        Danger => "danger", "it puts somebody in danger";
    }
}

/// Of which kind an act is.
pub fn kind(act: &Act) -> Kind {
    match act {
        Act::Register { .. } => Kind::Register,
        Act::Amend { .. } => Kind::Amend,
        Act::Correct { .. } => Kind::Correct,
        Act::Vest { .. } => Kind::Vest,
        Act::Transfer { .. } => Kind::Transfer,
        Act::Survive { .. } => Kind::Survive,
        Act::Encumber { .. } => Kind::Encumber,
        Act::Vary { .. } => Kind::Vary,
        Act::Discharge { .. } => Kind::Discharge,
        Act::Caution { .. } => Kind::Caution,
        Act::Uncaution { .. } => Kind::Uncaution,
        Act::Split { .. } => Kind::Split,
        Act::Merge { .. } => Kind::Merge,
        Act::Represent { .. } => Kind::Represent,
        Act::StrikeOff { .. } => Kind::StrikeOff,
        Act::Restore => Kind::Restore,
        Act::Search => Kind::Search,
    }
}

fn owners(ownership: &Ownership) -> String {
    match ownership {
        Ownership::NotStated => "nobody who is stated".into(),
        stated => OwnersView::from(stated).words(),
    }
}

/// What a dealing wants, as a sentence without its end: "transfer record 7 to 5F…".
pub fn act(record: Option<RecordId>, act: &Act) -> String {
    let it = record.map_or("a record".to_string(), |record| format!("record {record}"));
    match act {
        Act::Register { ownership: Ownership::NotStated, .. } => {
            "register something, without stating whose it is".into()
        }
        Act::Register { ownership, .. } => format!("register something for {}", owners(ownership)),
        Act::Amend { .. } => format!("say something else of {it}"),
        Act::Correct { until, reason, .. } => {
            let until = until.map_or(String::new(), |day| format!(" up to {}", days::text(day)));
            format!("correct what is said of {it}{until}, because {}", reason.words())
        }
        Act::Vest { ownership } => format!("state that {it} belongs to {}", owners(ownership)),
        Act::Transfer { ownership } => format!("transfer {it} to {}", owners(ownership)),
        Act::Survive { deceased } => {
            format!("leave {it} to those who survive {}", parties::text(deceased))
        }
        Act::Encumber { kind, beneficiary, .. } => {
            format!("burden {it} with {} for {}", a_right(kind), parties::text(beneficiary))
        }
        Act::Vary { number, beneficiary, before, .. } => {
            let rank = before.map_or(String::new(), |other| format!(", ranking before {other}"));
            let whom = parties::text(beneficiary);
            format!("change encumbrance {number} of {it}, for {whom}{rank}")
        }
        Act::Discharge { number } => format!("discharge encumbrance {number} of {it}"),
        Act::Caution { .. } => format!("claim an interest in {it}"),
        Act::Uncaution { number, cause } => {
            format!("take caution {number} from {it}, because {}", cause.words())
        }
        Act::Split { parts } => format!("split {it} into {} parts", parts.0.len()),
        Act::Merge { others, .. } => format!("merge {it} with {}", list(&others.0)),
        Act::Represent { party, representative: Some(who) } => format!(
            "have {} act for {} until {}, {}",
            who.account,
            parties::text(party),
            days::text(who.until),
            who.capacity.words()
        ),
        Act::Represent { party, representative: None } => {
            format!("have nobody act for {} any more", parties::text(party))
        }
        Act::StrikeOff { reason } => format!("strike off {it}, because {}", reason.words()),
        Act::Restore => format!("restore {it}"),
        Act::Search => format!("protect a buyer's search of {it}"),
    }
}

fn a_right(kind: &EncumbranceKind) -> &'static str {
    match kind {
        EncumbranceKind::Charge => "a charge",
        EncumbranceKind::Lease => "a lease",
        EncumbranceKind::Easement => "an easement",
        EncumbranceKind::Covenant => "a covenant",
        EncumbranceKind::Option => "an option",
        EncumbranceKind::Other => "a right",
    }
}

/// Numbers in a row: "3, 4 and 7".
pub fn list(numbers: &[u32]) -> String {
    let texts: Vec<_> = numbers.iter().map(ToString::to_string).collect();
    match texts.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        Some((only, _)) => only.clone(),
        None => "none".into(),
    }
}

/// How far a dealing has come, in one word.
pub fn state_word(state: &State) -> &'static str {
    match state {
        State::Sealed { .. } => "sealed",
        State::Lodged => "lodged",
        State::Requisitioned { .. } => "requisitioned",
        State::Approved { .. } => "approved",
        State::Protecting(_) => "protecting",
    }
}

/// How far a dealing has come, in words.
pub fn state(state: &State) -> String {
    match state {
        State::Sealed { until, .. } => {
            format!("sealed; its lodger has to reveal it by block {until}")
        }
        State::Lodged => "lodged; waits for approval".into(),
        State::Requisitioned { deadline, .. } => {
            format!("its lodger has to answer a question by {}", days::deadline(deadline))
        }
        State::Approved { by, at } => format!("approved by {by} in block {at}"),
        State::Protecting(deadline) => {
            format!("protects its lodger until {}", days::deadline(deadline))
        }
    }
}

/// What a dealing waits for, by the name of the error with which the chain would refuse to complete
/// it; none for one that has no words of its own here.
pub fn waiting(error: &str) -> Option<&'static str> {
    let name = error.rsplit("::").next().unwrap_or(error);
    Some(match name {
        "Sealed" => "its lodger, to reveal it",
        "NotApproved" => "a registrar, to approve it",
        "Requisitioned" => "its lodger, to answer a question",
        "Disputed" => "an objection, to be withdrawn or decided",
        "ConsentMissing" => "the consent of everybody concerned",
        "NotYourTurn" => "its turn: another dealing goes before it, or a search protects somebody",
        "TooEarly" => "time: its notice, its effective day or the block until which others reveal",
        "Frozen" => "a court, to lift its freeze",
        "AccountFrozen" => "the end of a freeze of an account that disposes or consents",
        "UnderReview" => "the end of a review of what a registrar approved",
        "NotInForce" => "nothing: the record is no longer in force, so it can only be withdrawn",
        "RegisterNotActive" => "the register, which is suspended",
        "RegisterClosed" => "nothing: the register is closed for ever",
        "HolderNotStated" => "the authority, to state whose the record is",
        "SamePerson" => "another person: who approved it also lodged it",
        "TooLate" => "nothing: its time is up, so that it lapses",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        connection::AccountId,
        records::types::{BoundedVec, Party},
    };

    fn ada() -> Party {
        Party::Account(AccountId::from([1; 32]))
    }

    #[test]
    fn words_are_read_as_they_are_written() {
        for word in Kind::WORDS {
            assert_eq!(Kind::named(word).unwrap().word(), *word);
        }
        assert_eq!(EncumbranceKind::named("charge").unwrap().words(), "security for a debt");
        assert!(Capacity::parse("friend").unwrap_err().contains("attorney, executor"));
    }

    #[test]
    fn a_dealing_says_what_it_wants() {
        let (address, day) = (parties::text(&ada()), days::parse("2026-11-20").unwrap());
        let said = |wanted: Act| act(Some(7), &wanted);
        assert_eq!(
            said(Act::Transfer { ownership: Ownership::Sole(ada()) }),
            format!("transfer record 7 to {address}")
        );
        assert_eq!(
            said(Act::StrikeOff { reason: StrikeReason::Ceased }),
            "strike off record 7, because what it stands for no longer exists"
        );
        let correction = Act::Correct {
            content: None,
            class: Some(TitleClass::Absolute),
            ownership: None,
            until: Some(day),
            reason: CorrectionReason::Clerical,
            asked_by: AccountId::from([1; 32]),
        };
        assert_eq!(
            said(correction),
            "correct what is said of record 7 up to 2026-11-20, because it was written wrongly"
        );
        let merged = Act::Merge {
            others: BoundedVec(vec![8, 9]),
            name: crate::connection::Hash::from([0; 32]),
            content: crate::records::types::Content {
                commitment: crate::connection::Hash::from([0; 32]),
                measure: 0,
                service: None,
            },
        };
        assert_eq!(said(merged), "merge record 7 with 8 and 9");
        assert_eq!(said(Act::Search), "protect a buyer's search of record 7");
    }

    #[test]
    fn what_is_waited_for_has_words() {
        assert_eq!(
            waiting("Records::NotYourTurn").map(|words| words.starts_with("its turn")),
            Some(true)
        );
        assert_eq!(waiting("Records::Overflow"), None);
    }
}
