//! The kinds of dealing: what each is lodged with.

use std::path::PathBuf;

use althing_client::{
    errors::{Error, Result},
    records::{
        parties::PartyName,
        read,
        types::{
            Act, BoundedVec, Capacity, Citation, CorrectionReason, EncumbranceKind, Representative,
            StrikeReason, TitleClass, UncautionCause,
        },
    },
    registers::days,
};
use clap::{Args, Subcommand};

use super::{
    args::{party, Owners},
    draft::{citation, parts, terms, Desk, Filing, Name, Says},
    lodge::{self, Kind},
};
use crate::cli::{
    commands::{attest::args::document, register::args::word_of},
    context::Context,
};

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    kind: Kinds,
}

#[derive(Debug, Subcommand)]
enum Kinds {
    /// First registration: a record that is not there yet
    Register(Box<Register>),
    /// Another content, from the effective day on
    Amend(Amend),
    /// What should have been said, from the effective day on
    Correct(Box<Correct>),
    /// Whose a record is, where the register does not say so yet (approved by authority or court)
    Vest(Vest),
    /// Other owners
    Transfer(Transfer),
    /// The death of a joint owner: the others keep all
    Survive(Survive),
    /// A right of somebody else, ranking after all others
    Encumber(Encumber),
    /// Other terms, another holder or another rank of such a right
    Vary(Vary),
    /// The end of such a right
    Discharge(Discharge),
    /// A claim of an interest, which stands until it is taken away (anyone)
    Caution(Caution),
    /// The end of such a claim
    Uncaution(Uncaution),
    /// Several records in place of one
    Split(Split),
    /// One record in place of several
    Merge(Merge),
    /// Who acts for a party, in all of the register
    Represent(Represent),
    /// A record is no longer in force
    StrikeOff(StrikeOff),
    /// A record that was struck off is in force again (approved by authority or court)
    Restore(OfRecord),
    /// A buyer's search: what you lodge in time goes before all others (anyone)
    Search(OfRecord),
}

pub async fn run(context: &Context, arguments: Arguments) -> Result<()> {
    match arguments.kind {
        Kinds::Register(kind) => lodge::lodge(context, *kind).await,
        Kinds::Amend(kind) => lodge::lodge(context, kind).await,
        Kinds::Correct(kind) => lodge::lodge(context, *kind).await,
        Kinds::Vest(kind) => lodge::lodge(context, kind).await,
        Kinds::Transfer(kind) => lodge::lodge(context, kind).await,
        Kinds::Survive(kind) => lodge::lodge(context, kind).await,
        Kinds::Encumber(kind) => lodge::lodge(context, kind).await,
        Kinds::Vary(kind) => lodge::lodge(context, kind).await,
        Kinds::Discharge(kind) => lodge::lodge(context, kind).await,
        Kinds::Caution(kind) => lodge::lodge(context, kind).await,
        Kinds::Uncaution(kind) => lodge::lodge(context, kind).await,
        Kinds::Split(kind) => lodge::lodge(context, kind).await,
        Kinds::Merge(kind) => lodge::lodge(context, kind).await,
        Kinds::Represent(kind) => lodge::lodge(context, kind).await,
        Kinds::StrikeOff(kind) => lodge::lodge(context, kind).await,
        Kinds::Restore(OfRecord { record, filing }) => {
            lodge::lodge(context, lodge::Simple { record, filing, act: Act::Restore }).await
        }
        Kinds::Search(OfRecord { record, filing }) => {
            lodge::lodge(context, lodge::Simple { record, filing, act: Act::Search }).await
        }
    }
}

/// Gives a kind its record and filing, and what it wants entered.
macro_rules! kinds {
    ($($type:ident |$own:ident, $desk:ident| $act:expr;)+) => {$(
        impl Kind for $type {
            fn filing(&self) -> &Filing {
                &self.filing
            }

            fn record(&self) -> Option<u32> {
                Some(self.record)
            }

            async fn act(&self, desk: &mut Desk<'_>) -> Result<Act> {
                let ($own, $desk) = (self, desk);
                Ok($act)
            }
        }
    )+};
}

#[derive(Debug, Args)]
pub struct Register {
    #[command(flatten)]
    name: Name,
    #[command(flatten)]
    says: Says,
    /// How good the title is
    #[arg(long, value_parser = word_of::<TitleClass>(), default_value = "unclassed")]
    class: TitleClass,
    #[command(flatten)]
    owners: Owners,
    /// What it refers to: proposal:ID/0x…, attestation:SCHEMA/0x… or record:REGISTER/RECORD/VERSION
    #[arg(long, value_name = "WHAT", value_parser = citation)]
    cites: Option<Citation>,
    #[command(flatten)]
    filing: Filing,
}

impl Kind for Register {
    fn filing(&self) -> &Filing {
        &self.filing
    }

    fn record(&self) -> Option<u32> {
        None
    }

    async fn act(&self, desk: &mut Desk<'_>) -> Result<Act> {
        Ok(Act::Register {
            name: self.name.hash(&mut desk.safe)?,
            content: self.says.content(&mut desk.safe)?,
            class: self.class.clone(),
            ownership: self.owners.ownership(desk.context, &desk.now).await?,
            cites: self.cites.clone(),
        })
    }
}

#[derive(Debug, Args)]
struct Amend {
    /// The record
    record: u32,
    #[command(flatten)]
    says: Says,
    /// What it refers to: proposal:ID/0x…, attestation:SCHEMA/0x… or record:REGISTER/RECORD/VERSION
    #[arg(long, value_name = "WHAT", value_parser = citation)]
    cites: Option<Citation>,
    #[command(flatten)]
    filing: Filing,
}

#[derive(Debug, Args)]
struct Correct {
    /// The record
    record: u32,
    #[command(flatten)]
    says: Says,
    /// How good the title should have been said to be
    #[arg(long, value_parser = word_of::<TitleClass>())]
    class: Option<TitleClass>,
    #[command(flatten)]
    owners: Owners,
    /// The last day for which it should have been said; it still should if none is named
    #[arg(long, value_name = "DAY", value_parser = days::argument)]
    until: Option<i32>,
    /// Why
    #[arg(long, value_parser = word_of::<CorrectionReason>())]
    reason: CorrectionReason,
    /// Who asked for it; you, if nobody is named
    #[arg(long, value_name = "ADDRESS")]
    asked_by: Option<String>,
    #[command(flatten)]
    filing: Filing,
}

impl Kind for Correct {
    fn filing(&self) -> &Filing {
        &self.filing
    }

    fn record(&self) -> Option<u32> {
        Some(self.record)
    }

    async fn act(&self, desk: &mut Desk<'_>) -> Result<Act> {
        let asked_by = match &self.asked_by {
            Some(named) => desk.context.named_account(&desk.now.chain, named).await?,
            None => *desk.context.key(&desk.now.chain).await?.account(),
        };
        let content = match self.says.is_named() {
            true => Some(self.says.content(&mut desk.safe)?),
            false => None,
        };
        let ownership = match self.owners.are_named() {
            true => Some(self.owners.ownership(desk.context, &desk.now).await?),
            false => None,
        };
        if content.is_none() && ownership.is_none() && self.class.is_none() {
            return Err(Error::Usage("say what is corrected: contents, class or owners".into()));
        }
        Ok(Act::Correct {
            content,
            class: self.class.clone(),
            ownership,
            until: self.until,
            reason: self.reason.clone(),
            asked_by,
        })
    }
}

#[derive(Debug, Args)]
struct Vest {
    /// The record
    record: u32,
    #[command(flatten)]
    owners: Owners,
    #[command(flatten)]
    filing: Filing,
}

#[derive(Debug, Args)]
pub struct Transfer {
    /// The record
    record: u32,
    #[command(flatten)]
    owners: Owners,
    #[command(flatten)]
    filing: Filing,
}

#[derive(Debug, Args)]
struct Survive {
    /// The record
    record: u32,
    /// Who died
    #[arg(long, value_name = "PARTY")]
    deceased: PartyName,
    #[command(flatten)]
    filing: Filing,
}

#[derive(Debug, Args)]
pub struct Encumber {
    /// The record
    record: u32,
    /// Of which kind the right is
    #[arg(long, value_parser = word_of::<EncumbranceKind>())]
    kind: EncumbranceKind,
    /// Whose right it is
    #[arg(long = "for", value_name = "PARTY")]
    beneficiary: PartyName,
    /// Its terms: a file with an object of fields, which are salted into the vault, or a commitment
    #[arg(long, value_name = "FILE|0x…")]
    terms: String,
    #[command(flatten)]
    filing: Filing,
}

#[derive(Debug, Args)]
struct Vary {
    /// The record
    record: u32,
    /// Which encumbrance
    #[arg(long, value_name = "NUMBER")]
    number: u16,
    /// Its terms from then on; those of before if none are named
    #[arg(long, value_name = "FILE|0x…")]
    terms: Option<String>,
    /// Whose right it is from then on; whose it was if nobody is named
    #[arg(long = "for", value_name = "PARTY")]
    beneficiary: Option<PartyName>,
    /// The encumbrance before which it ranks from then on
    #[arg(long, value_name = "NUMBER")]
    before: Option<u16>,
    #[command(flatten)]
    filing: Filing,
}

impl Kind for Vary {
    fn filing(&self) -> &Filing {
        &self.filing
    }

    fn record(&self) -> Option<u32> {
        Some(self.record)
    }

    async fn act(&self, desk: &mut Desk<'_>) -> Result<Act> {
        let burdens = read::burdens(&desk.now.at, desk.register, self.record).await?;
        let (number, record) = (self.number, self.record);
        let old = burdens.encumbrances.0.into_iter().find(|old| old.number == number);
        let missing = || Error::NotFound(format!("record {record} has no encumbrance {number}"));
        let old = old.ok_or_else(missing)?;
        let beneficiary = match &self.beneficiary {
            Some(named) => party(desk.context, &desk.now, named).await?,
            None => old.beneficiary,
        };
        let terms = match &self.terms {
            Some(text) => terms(text, &mut desk.safe)?,
            None => old.terms,
        };
        Ok(Act::Vary { number, terms, beneficiary, before: self.before })
    }
}

#[derive(Debug, Args)]
struct Discharge {
    /// The record
    record: u32,
    /// Which encumbrance
    #[arg(long, value_name = "NUMBER")]
    number: u16,
    #[command(flatten)]
    filing: Filing,
}

#[derive(Debug, Args)]
struct Caution {
    /// The record
    record: u32,
    /// The statement of the interest: a file, or its hash
    #[arg(long, value_name = "FILE|0x…")]
    interest: String,
    #[command(flatten)]
    filing: Filing,
}

#[derive(Debug, Args)]
struct Uncaution {
    /// The record
    record: u32,
    /// Which caution
    #[arg(long, value_name = "NUMBER")]
    number: u16,
    /// Why it ends
    #[arg(long, value_parser = word_of::<UncautionCause>())]
    cause: UncautionCause,
    #[command(flatten)]
    filing: Filing,
}

#[derive(Debug, Args)]
pub struct Split {
    /// The record
    record: u32,
    /// A file with the list of the parts: {"named" or "name", "contents" or "commitment", "measure"}
    #[arg(long, value_name = "FILE")]
    parts: PathBuf,
    #[command(flatten)]
    filing: Filing,
}

#[derive(Debug, Args)]
pub struct Merge {
    /// The record
    record: u32,
    /// The others
    #[arg(long, value_name = "RECORD", value_delimiter = ',', required = true)]
    with: Vec<u32>,
    #[command(flatten)]
    name: Name,
    #[command(flatten)]
    says: Says,
    #[command(flatten)]
    filing: Filing,
}

#[derive(Debug, Args)]
struct Represent {
    /// For whom
    #[arg(long, value_name = "PARTY")]
    party: PartyName,
    #[command(flatten)]
    who: Who,
    /// As what
    #[arg(long = "as", value_parser = word_of::<Capacity>(), requires = "account")]
    capacity: Option<Capacity>,
    /// The evidence: a file, or its hash
    #[arg(long, value_name = "FILE|0x…", requires = "account")]
    evidence: Option<String>,
    /// The last day on which it acts
    #[arg(long, value_name = "DAY", value_parser = days::argument, requires = "account")]
    until: Option<i32>,
    #[command(flatten)]
    filing: Filing,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct Who {
    /// Who acts
    #[arg(long = "by", value_name = "ADDRESS", requires_all = ["capacity", "evidence", "until"])]
    account: Option<String>,
    /// Nobody does any more
    #[arg(long)]
    nobody: bool,
}

impl Kind for Represent {
    fn filing(&self) -> &Filing {
        &self.filing
    }

    fn record(&self) -> Option<u32> {
        None
    }

    async fn act(&self, desk: &mut Desk<'_>) -> Result<Act> {
        let party = party(desk.context, &desk.now, &self.party).await?;
        let named = (&self.who.account, &self.capacity, &self.evidence, self.until);
        let (Some(account), Some(capacity), Some(evidence), Some(until)) = named else {
            return Ok(Act::Represent { party, representative: None });
        };
        let representative = Representative {
            account: desk.context.named_account(&desk.now.chain, account).await?,
            capacity: capacity.clone(),
            evidence: document(evidence)?,
            until,
        };
        Ok(Act::Represent { party, representative: Some(representative) })
    }
}

#[derive(Debug, Args)]
struct StrikeOff {
    /// The record
    record: u32,
    /// Why
    #[arg(long, value_parser = word_of::<StrikeReason>())]
    reason: StrikeReason,
    #[command(flatten)]
    filing: Filing,
}

#[derive(Debug, Args)]
struct OfRecord {
    /// The record
    record: u32,
    #[command(flatten)]
    filing: Filing,
}

kinds! {
    Amend |own, desk| Act::Amend {
        content: own.says.content(&mut desk.safe)?,
        cites: own.cites.clone(),
    };
    Vest |own, desk| Act::Vest {
        ownership: own.owners.stated(desk.context, &desk.now).await?,
    };
    Transfer |own, desk| Act::Transfer {
        ownership: own.owners.stated(desk.context, &desk.now).await?,
    };
    Survive |own, desk| Act::Survive {
        deceased: party(desk.context, &desk.now, &own.deceased).await?,
    };
    Encumber |own, desk| Act::Encumber {
        kind: own.kind.clone(),
        beneficiary: party(desk.context, &desk.now, &own.beneficiary).await?,
        terms: terms(&own.terms, &mut desk.safe)?,
    };
    Discharge |own, _desk| Act::Discharge { number: own.number };
    Caution |own, _desk| Act::Caution { interest: document(&own.interest)? };
    Uncaution |own, _desk| Act::Uncaution { number: own.number, cause: own.cause.clone() };
    Split |own, desk| Act::Split { parts: BoundedVec(parts(&own.parts, &mut desk.safe)?) };
    Merge |own, desk| Act::Merge {
        others: BoundedVec(own.with.clone()),
        name: own.name.hash(&mut desk.safe)?,
        content: own.says.content(&mut desk.safe)?,
    };
    StrikeOff |own, _desk| Act::StrikeOff { reason: own.reason.clone() };
}
