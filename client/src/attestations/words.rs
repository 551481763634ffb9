//! Reasons, states and outcomes in words; and by one word each for programs, stable over versions.

use crate::attestations::types::{
    Effect, End, Failing, FieldKind, FreezeCause, IssuerStatus, MeasureKind, Office, Payer,
    Permission, Quantifier, RecoveryBy, RefusalReason, Remedy, RevocationReason, State,
    SubjectKind, SuspensionReason, Unmet, Verdict,
};

/// Something that has a word for programs and words for people.
pub trait Words {
    /// One word, in kebab-case.
    fn word(&self) -> &'static str;

    /// A few words, as a part of a sentence.
    fn words(&self) -> &'static str {
        self.word()
    }
}

macro_rules! words {
    ($($type:ident { $($variant:pat => $word:literal $(, $words:literal)?;)+ })+) => {
        $(impl Words for $type {
            #[allow(unused_imports)]
            fn word(&self) -> &'static str {
                use $type::*;
                match self { $($variant => $word,)+ }
            }

            #[allow(unreachable_patterns, unused_imports)]
            fn words(&self) -> &'static str {
                use $type::*;
                match self { $($($variant => $words,)?)+ _ => self.word() }
            }
        })+
    };
}

words! {
    RevocationReason {
        IssuedInError => "issued-in-error", "what it says was never true";
        NoLongerTrue => "no-longer-true", "what it says is no longer true";
        Fraud => "fraud", "the evidence was forged, or somebody posed as somebody else";
        KeyCompromised => "key-compromised", "others have the subject's key";
        SubjectCeased => "subject-ceased", "the person has died, or the body was dissolved";
        AtSubjectsRequest => "at-subjects-request", "the subject asked for it";
        LegalOrder => "legal-order", "a court or an authority ordered it";
    }
    SuspensionReason {
        UnderReview => "under-review", "evidence is being looked at again";
        KeyAtRisk => "key-at-risk", "others may have the subject's key";
        DocumentLapsed => "document-lapsed", "a document that it relies on has run out";
        AtSubjectsRequest => "at-subjects-request", "the subject asked for it";
        LegalOrder => "legal-order", "a court or an authority ordered it";
    }
    RefusalReason {
        EvidenceInsufficient => "evidence-insufficient", "the evidence does not show what is to be attested";
        EvidenceNotGenuine => "evidence-not-genuine", "the evidence is not what it claims to be";
        OutOfScope => "out-of-scope", "the issuer attests nothing of this kind, level or jurisdiction";
        AlreadyAttested => "already-attested", "the person holds such an attestation already";
        FeeTooLow => "fee-too-low", "the fee does not cover the work";
    }
    FreezeCause {
        Sanctions => "sanctions", "it, or its owner, is on a list of sanctions";
        MoneyLaundering => "money-laundering", "money laundering is suspected";
        Fraud => "fraud", "fraud is suspected";
        StolenKey => "stolen-key", "its key was stolen";
        LegalOrder => "legal-order", "a court or an authority ordered it";
    }
    Failing {
        Missing => "missing", "there is no attestation of that schema";
        NotYetIssued => "not-yet-issued", "it was issued later";
        Expired => "expired", "it has expired";
        Suspended => "suspended", "it is suspended";
        Ended => "ended", "it was revoked, renounced or moved to another account";
        IssuerRemoved => "issuer-removed", "its issuer is removed";
        IssuerVoid => "issuer-void", "it was issued in blocks for which its issuer is void";
        Level => "level", "its level is too low";
        Jurisdiction => "jurisdiction", "its jurisdiction is not among those that are asked for";
        Issuer => "issuer", "its issuer is not among those that are asked for";
        Age => "age", "it is too old";
        Untagged => "untagged", "it carries no person tag of the domain that is asked for";
        Present => "present", "there is one, and the policy wants none";
    }
    State {
        Live => "live";
        Suspended { .. } => "suspended";
        Ended { .. } => "ended";
    }
    End {
        Revoked(_) => "revoked", "revoked by its issuer";
        Renounced => "renounced", "given up by its subject";
        Moved => "moved", "moved to another account of the same person";
        Squatted => "squatted", "ended, for its tag is another person's";
    }
    IssuerStatus {
        Active => "active";
        Suspended { .. } => "suspended";
        Removed { .. } => "removed";
    }
    SubjectKind {
        Account => "account", "accounts";
        Record => "record", "records in a register";
        Hash => "hash", "whatever has a hash";
    }
    FieldKind {
        Boolean => "boolean";
        Integer => "integer";
        Text => "text";
        Date => "date";
        Country => "country";
        Bytes => "bytes";
    }
    Permission {
        Allowed => "allowed";
        Never => "never";
    }
    RecoveryBy {
        SecondIssuer => "second-issuer", "by another issuer than the one that issued it";
        AnyIssuer => "any-issuer", "by any issuer of the schema";
        Nobody => "nobody", "by nobody";
    }
    Payer {
        Bond => "bond", "from the issuer's bond";
        Issuer => "issuer", "held on the issuer's account";
        Subject => "subject", "held on the subject's account";
    }
    Quantifier {
        All => "all", "must be met";
        Any => "any", "one of those so marked must be met";
        None => "none", "must not be met";
    }
    MeasureKind {
        Revocation => "revocation", "the revocation";
        Suspension => "suspension", "the suspension";
        Refusal => "refusal", "the refusal";
        Freeze => "freeze", "the freeze";
        Tag => "tag", "the person tag";
    }
    Office {
        Compliance => "compliance", "the office of compliance";
        Review => "review", "the office of review";
    }
    Verdict {
        Upheld => "upheld", "stands";
        Overturned => "overturned", "falls";
    }
    Effect {
        Continues => "continues", "has its effect";
        Pauses => "pauses", "has no effect";
    }
    Remedy {
        None => "none", "nothing was to do";
        Restored => "restored", "it is undone";
        TooLate => "too-late", "it would be undone, but its time has passed";
        TagTaken => "tag-taken", "it cannot be undone: another account holds the tag by now";
        Reopened => "reopened", "the issuer has to look at the request again, and may not refuse it";
    }
}

/// Why an account does not meet a policy, in words.
pub fn unmet(unmet: &Unmet) -> String {
    match unmet {
        Unmet::NoSuchPolicy => "there is no such version of the policy".into(),
        Unmet::NotYet => "that block is yet to come".into(),
        Unmet::Frozen => "the account is frozen".into(),
        Unmet::Clause { index, why } => {
            format!("clause {index} is not met: {}", why.words())
        }
    }
}

/// Why an account does not meet a policy, in one word.
pub fn unmet_word(unmet: &Unmet) -> &'static str {
    match unmet {
        Unmet::NoSuchPolicy => "no-such-policy",
        Unmet::NotYet => "not-yet",
        Unmet::Frozen => "frozen",
        Unmet::Clause { why, .. } => why.word(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clause_that_failed_is_told_in_words() {
        let failed = Unmet::Clause { index: 1, why: Failing::Expired };
        assert_eq!(unmet(&failed), "clause 1 is not met: it has expired");
        assert_eq!(unmet_word(&failed), "expired");
        assert_eq!(unmet_word(&Unmet::Frozen), "frozen");
    }

    #[test]
    fn what_needs_no_words_has_its_one_word() {
        assert_eq!(FieldKind::Date.words(), "date");
        assert_eq!(End::Revoked(RevocationReason::Fraud).words(), "revoked by its issuer");
    }
}
