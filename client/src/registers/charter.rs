//! What a register is created with, its rules and its calendar, as files of JSON.
//!
//! Whoever writes one starts from [`CharterFile::example`]. Amounts are in THG, periods in business
//! days, accounts by address.

use serde::{Deserialize, Serialize};
use sp_crypto_hashing::sha2_256;

use crate::{
    amounts,
    connection::{AccountId, Hash},
    errors::{Error, Result},
    records::types::Kind,
    registers::{
        days,
        types::{
            Access, BoundedVec, Calendar, Charges, Charter, Field, FieldKind, FourEyes, Periods,
            Permission, PolicyVersion, RegisterKind, Rules, Weekday,
        },
        words::{Named, Words},
    },
};

/// What a register is created with.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CharterFile {
    /// What people call it, at most 64 bytes.
    pub name: String,
    /// What it keeps, by the word of [`RegisterKind`].
    pub kind: String,
    /// Who gets the contents, by the word of [`Access`].
    pub access: String,
    /// Who grants its roles: an address.
    pub authority: String,
    /// The fields of its records, at most 32.
    pub fields: Vec<FieldFile>,
    /// Its rules.
    pub rules: RulesFile,
    /// Its calendar.
    pub calendar: CalendarFile,
}

/// A field of a register's records.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FieldFile {
    /// Its name, of which the chain keeps the hash.
    pub name: String,
    /// What its value is, by the word of [`FieldKind`].
    pub kind: String,
}

/// The rules of a register.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RulesFile {
    /// Whether another person approves than who lodged, by the word of [`FourEyes`].
    pub four_eyes: String,
    /// The policy that tells people apart, as `ID:VERSION`; none: accounts do.
    pub identity: Option<String>,
    /// Whether holders may lodge dealings with what is theirs, by the word of [`Permission`].
    pub lodging: String,
    /// Whether several dealings may be approved in one call, by the word of [`Permission`].
    pub batches: String,
    /// For how many blocks a sealed dealing may stay sealed; 0: nothing is sealed.
    pub reveal: u32,
    /// The kinds of dealing to which every holder of an encumbrance consents in any case.
    pub third_parties: Vec<String>,
    /// How long things take, in business days; 0: no such period.
    pub periods: PeriodsFile,
    /// What lodging costs whoever holds no role, in THG.
    pub charges: ChargesFile,
    /// How many dealings an account without a role may have open.
    pub open_dealings: u16,
}

/// How long things take in a register, in business days.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PeriodsFile {
    /// How long a dealing that affects others waits for objections.
    pub notice: u16,
    /// How long a dealing waits after the holder was alerted.
    pub waiting: u16,
    /// How long a requisition waits for its answer at most.
    pub requisition: u16,
    /// For how long a search protects.
    pub search: u16,
    /// After how long a dealing lapses.
    pub longest: u16,
}

/// What lodging costs whoever holds no role, in THG.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ChargesFile {
    /// Paid to the authority at lodgement.
    pub fee: String,
    /// Held until the dealing has ended.
    pub deposit: String,
    /// Held for as long as a caution stands.
    pub caution: String,
    /// Held until an objection is withdrawn or decided.
    pub objection: String,
}

/// On which days a register does business.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarFile {
    /// How many minutes local time is ahead of UTC.
    pub offset: i16,
    /// The days of the week without business.
    pub rest_days: Vec<String>,
    /// Further days without business.
    pub holidays: Vec<String>,
}

fn usage(problem: String) -> Error {
    Error::Usage(problem)
}

fn word<Thing: Named>(what: &str, word: &str) -> Result<Thing> {
    Thing::parse(word).map_err(|problem| usage(format!("{what}: {problem}")))
}

/// The hash by which a register names a field: SHA-256 of its name.
pub fn field_name(name: &str) -> Hash {
    Hash::from(sha2_256(name.as_bytes()))
}

impl CharterFile {
    /// A register of land, to start from.
    pub fn example() -> Self {
        let field =
            |name: &str, kind: FieldKind| FieldFile { name: name.into(), kind: kind.word().into() };
        Self {
            name: "Land of our valley".into(),
            kind: RegisterKind::Land.word().into(),
            access: Access::Public.word().into(),
            authority: "ADDRESS".into(),
            fields: vec![
                field("parcel", FieldKind::Text),
                field("address", FieldKind::Text),
                field("registered", FieldKind::Date),
            ],
            rules: RulesFile::example(),
            calendar: CalendarFile {
                offset: 0,
                rest_days: vec!["saturday".into(), "sunday".into()],
                holidays: vec!["2026-12-25".into(), "2027-01-01".into()],
            },
        }
    }

    /// As the chain takes it; `authority` is the account that the file names.
    ///
    /// # Errors
    /// What in it cannot be used.
    pub fn charter(&self, authority: AccountId) -> Result<Charter> {
        let fields: Result<Vec<Field>> = self.fields.iter().map(FieldFile::field).collect();
        Ok(Charter {
            name: BoundedVec(self.name.clone().into_bytes()),
            kind: word::<RegisterKind>("kind", &self.kind)?,
            access: word::<Access>("access", &self.access)?,
            authority,
            layout: BoundedVec(fields?),
            rules: self.rules.rules()?,
            calendar: self.calendar.calendar()?,
        })
    }
}

impl FieldFile {
    fn field(&self) -> Result<Field> {
        let what = format!("the field '{}'", self.name);
        Ok(Field { name: field_name(&self.name), kind: word::<FieldKind>(&what, &self.kind)? })
    }
}

impl RulesFile {
    /// Cautious rules, to start from.
    pub fn example() -> Self {
        Self {
            four_eyes: FourEyes::Required.word().into(),
            identity: None,
            lodging: Permission::Allowed.word().into(),
            batches: Permission::Allowed.word().into(),
            reveal: 0,
            third_parties: Vec::new(),
            periods: PeriodsFile {
                notice: 15,
                waiting: 3,
                requisition: 20,
                search: 30,
                longest: 60,
            },
            charges: ChargesFile {
                fee: "0.1".into(),
                deposit: "1".into(),
                caution: "5".into(),
                objection: "1".into(),
            },
            open_dealings: 4,
        }
    }

    /// As the chain takes them.
    ///
    /// # Errors
    /// What in them cannot be used.
    pub fn rules(&self) -> Result<Rules> {
        let kinds: Result<Vec<Kind>> =
            self.third_parties.iter().map(|kind| word::<Kind>("third_parties", kind)).collect();
        let PeriodsFile { notice, waiting, requisition, search, longest } = self.periods;
        Ok(Rules {
            four_eyes: word("four_eyes", &self.four_eyes)?,
            identity: self.identity.as_deref().map(policy).transpose()?,
            lodging: word("lodging", &self.lodging)?,
            batches: word("batches", &self.batches)?,
            reveal: self.reveal,
            third_parties: BoundedVec(kinds?),
            periods: Periods { notice, waiting, requisition, search, longest },
            charges: Charges {
                fee: amounts::parse(&self.charges.fee)?,
                deposit: amounts::parse(&self.charges.deposit)?,
                caution: amounts::parse(&self.charges.caution)?,
                objection: amounts::parse(&self.charges.objection)?,
            },
            open_dealings: self.open_dealings,
        })
    }
}

impl From<&Rules> for RulesFile {
    fn from(rules: &Rules) -> Self {
        let Periods { notice, waiting, requisition, search, longest } = rules.periods;
        Self {
            four_eyes: rules.four_eyes.word().into(),
            identity: rules.identity.as_ref().map(|it| format!("{}:{}", it.id, it.version)),
            lodging: rules.lodging.word().into(),
            batches: rules.batches.word().into(),
            reveal: rules.reveal,
            third_parties: rules.third_parties.0.iter().map(|kind| kind.word().into()).collect(),
            periods: PeriodsFile { notice, waiting, requisition, search, longest },
            charges: ChargesFile {
                fee: amounts::plain(rules.charges.fee),
                deposit: amounts::plain(rules.charges.deposit),
                caution: amounts::plain(rules.charges.caution),
                objection: amounts::plain(rules.charges.objection),
            },
            open_dealings: rules.open_dealings,
        }
    }
}

impl CalendarFile {
    /// As the chain takes it: holidays in order, each once.
    ///
    /// # Errors
    /// What in it cannot be used.
    pub fn calendar(&self) -> Result<Calendar> {
        let rest_days: Result<Vec<Weekday>> =
            self.rest_days.iter().map(|day| word("rest_days", day)).collect();
        let holiday = |text: &String| {
            days::argument(text).map_err(|problem| usage(format!("holidays: {problem}")))
        };
        let mut holidays = self.holidays.iter().map(holiday).collect::<Result<Vec<_>>>()?;
        holidays.sort_unstable();
        holidays.dedup();
        Ok(Calendar {
            offset: self.offset,
            rest_days: BoundedVec(rest_days?),
            holidays: BoundedVec(holidays),
        })
    }
}

impl From<&Calendar> for CalendarFile {
    fn from(calendar: &Calendar) -> Self {
        Self {
            offset: calendar.offset,
            rest_days: calendar.rest_days.0.iter().map(|day| day.word().into()).collect(),
            holidays: calendar.holidays.0.iter().map(|day| days::text(*day)).collect(),
        }
    }
}

fn policy(text: &str) -> Result<PolicyVersion> {
    let parts = text.split_once(':');
    let read = parts.and_then(|(id, version)| Some((id.parse().ok()?, version.parse().ok()?)));
    let odd = || usage(format!("identity: '{text}' is no policy and version such as 3:1"));
    read.map(|(id, version)| PolicyVersion { id, version }).ok_or_else(odd)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn charter(change: impl FnOnce(&mut CharterFile)) -> Result<Charter> {
        let mut file = CharterFile::example();
        change(&mut file);
        let text = serde_json::to_string(&file).unwrap();
        let file: CharterFile = serde_json::from_str(&text).unwrap();
        file.charter(AccountId::from([1; 32]))
    }

    #[test]
    fn the_example_is_a_charter() {
        let made = charter(|_| {}).unwrap();
        assert_eq!(made.name.0, b"Land of our valley");
        assert_eq!(made.layout.0.len(), 3);
        assert_eq!(made.rules.charges.fee, 100_000_000_000);
        assert_eq!(RulesFile::from(&made.rules), RulesFile::example());
        assert_eq!(CalendarFile::from(&made.calendar), CharterFile::example().calendar);
    }

    #[test]
    fn holidays_are_put_in_order() {
        let made = charter(|file| {
            file.calendar.holidays =
                ["2027-01-01", "2026-12-25", "2027-01-01"].map(String::from).into();
        });
        assert_eq!(made.unwrap().calendar.holidays.0, [20_812, 20_819]);
    }

    #[test]
    fn what_cannot_be_used_is_named() {
        let said = |change: fn(&mut CharterFile)| charter(change).unwrap_err().to_string();
        assert!(said(|file| file.kind = "sea".into()).contains("kind: 'sea' is none of land"));
        assert!(said(|file| file.rules.identity = Some("3".into())).contains("such as 3:1"));
        assert!(said(|file| file.fields[1].kind = "map".into()).contains("the field 'address'"));
        let odd_day = |file: &mut CharterFile| file.calendar.holidays = vec!["Easter".into()];
        assert!(charter(odd_day).unwrap_err().to_string().contains("holidays: 'Easter'"));
        assert!(said(|file| file.rules.third_parties = vec!["sale".into()]).contains("transfer"));
        assert!(serde_json::from_str::<CharterFile>(r#"{"name":"x"}"#).is_err());
    }
}
