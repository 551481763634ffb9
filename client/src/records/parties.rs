//! Who can have a right, and in which shares, as people write it.
//!
//! A party is an account by its address, what a record stands for as `record:REGISTER/NUMBER`, or a
//! person without a key as `person:0x…`, a salted commitment. An owner with a share is written
//! `PARTY=1/3`.

use std::str::FromStr;

use serde::{Serialize, Serializer};

use crate::{
    connection::{AccountId, Hash},
    errors::{Error, Result},
    records::types::{BoundedVec, Ownership, Party, Share},
};

/// A party as it is written; an account may have a name that stands for its address.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum PartyName {
    /// An account.
    Account(String),
    /// Any other party.
    Party(Party),
}

/// An owner as it is written.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OwnerName {
    /// Who.
    pub party: PartyName,
    /// Its share, numerator and denominator; none: all, or jointly with the others.
    pub share: Option<(u32, u32)>,
}

impl FromStr for PartyName {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if let Some(place) = text.strip_prefix("record:") {
            let numbers = place.split_once('/');
            let read = numbers.and_then(|(one, two)| Some((one.parse().ok()?, two.parse().ok()?)));
            let odd = || format!("'{text}' names no record: write record:REGISTER/NUMBER");
            let (register, record) = read.ok_or_else(odd)?;
            return Ok(Self::Party(Party::Record { register, record }));
        }
        if let Some(digits) = text.strip_prefix("person:") {
            let odd = || format!("'{text}' names no person: write person:0x and 64 digits");
            let bytes = althing_credentials::hex32::decode(digits).ok_or_else(odd)?;
            return Ok(Self::Party(Party::Person(Hash::from(bytes))));
        }
        match text.starts_with("//") || text.parse::<AccountId>().is_ok() {
            true => Ok(Self::Account(text.to_string())),
            false => Err(format!(
                "'{text}' is no party: write an address, record:REGISTER/NUMBER or person:0x…"
            )),
        }
    }
}

impl FromStr for OwnerName {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let Some((party, share)) = text.split_once('=') else {
            return Ok(Self { party: text.parse()?, share: None });
        };
        let numbers = share.split_once('/');
        let read = numbers.and_then(|(one, two)| Some((one.parse().ok()?, two.parse().ok()?)));
        let sound = read.filter(|(numerator, denominator)| {
            *numerator > 0_u32 && *denominator > 0_u32 && numerator <= denominator
        });
        let odd = || format!("'{share}' is no share: write for example 1/3");
        Ok(Self { party: party.parse()?, share: Some(sound.ok_or_else(odd)?) })
    }
}

/// A party as it is written.
pub fn text(party: &Party) -> String {
    match party {
        Party::Account(account) => account.to_string(),
        Party::Record { register, record } => format!("record:{register}/{record}"),
        Party::Person(commitment) => format!("person:0x{}", hex::encode(commitment.0)),
    }
}

/// The owners that these make together: one alone, several with shares, or several jointly.
///
/// # Errors
/// If some have a share and some have none, shares are not one together, or it is not said how
/// several hold.
pub fn ownership(owners: Vec<(Party, Option<(u32, u32)>)>, joint: bool) -> Result<Ownership> {
    let usage = |problem: &str| Err(Error::Usage(problem.into()));
    let shared = owners.iter().filter(|(_, share)| share.is_some()).count();
    match (owners.len(), shared, joint) {
        (0, _, true) => usage("name at least two owners who hold jointly"),
        (0, ..) => Ok(Ownership::NotStated),
        (1, 0, true) => usage("who holds jointly does so with others: name at least two owners"),
        (_, 1.., true) => {
            usage("joint owners have no shares: leave out either --joint or the shares")
        }
        (1, 0, false) => match owners.into_iter().next() {
            Some((party, _)) => Ok(Ownership::Sole(party)),
            None => Ok(Ownership::NotStated),
        },
        (_, 0, true) => {
            Ok(Ownership::Joint(BoundedVec(owners.into_iter().map(|(party, _)| party).collect())))
        }
        (_, 0, false) => {
            usage("say how several owners hold: --joint, or a share for each, such as ADDRESS=1/2")
        }
        (all, with, _) if with < all => usage("some owners have a share and some have none"),
        _ => shares(owners),
    }
}

fn shares(owners: Vec<(Party, Option<(u32, u32)>)>) -> Result<Ownership> {
    let whole = Error::Usage("the shares' denominators have no common one that fits".into());
    let denominators = owners.iter().filter_map(|(_, share)| share.map(|(_, whole)| whole));
    let common = denominators.map(u64::from).try_fold(1_u64, lcm);
    let Some(common) = common.and_then(|common| u32::try_from(common).ok()) else {
        return Err(whole);
    };
    let mut sum = 0_u64;
    let mut shares = Vec::new();
    for (party, share) in owners {
        let (part, of) = share.unwrap_or((0, 1));
        let numerator = common.checked_div(of).and_then(|times| part.checked_mul(times));
        let numerator = numerator.unwrap_or(u32::MAX);
        sum = sum.saturating_add(u64::from(numerator));
        shares.push(Share { party, numerator });
    }
    if sum != u64::from(common) {
        return Err(Error::Usage(format!("the shares are {sum}/{common} together, and not all")));
    }
    match shares.len() {
        1 => Ok(shares.pop().map_or(Ownership::NotStated, |share| Ownership::Sole(share.party))),
        _ => Ok(Ownership::Shared { shares: BoundedVec(shares), denominator: common }),
    }
}

fn lcm(one: u64, other: u64) -> Option<u64> {
    let (mut large, mut small) = (one, other);
    while small > 0 {
        (large, small) = (small, large.checked_rem(small)?);
    }
    one.checked_div(large)?.checked_mul(other).filter(|common| *common <= u64::from(u32::MAX))
}

/// Who owns something, as people and programs read it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum OwnersView {
    /// The register does not say.
    NotStated,
    /// One party.
    Sole(String),
    /// Several together.
    Joint(Vec<String>),
    /// Several, each its share.
    Shared(Vec<(String, String)>),
    /// Taken out of view; the hash of who.
    Redacted(String),
}

impl From<&Ownership> for OwnersView {
    fn from(ownership: &Ownership) -> Self {
        match ownership {
            Ownership::NotStated => Self::NotStated,
            Ownership::Sole(party) => Self::Sole(text(party)),
            Ownership::Joint(parties) => Self::Joint(parties.0.iter().map(text).collect()),
            Ownership::Shared { shares, denominator } => {
                let share = |share: &Share| {
                    (text(&share.party), format!("{}/{denominator}", share.numerator))
                };
                Self::Shared(shares.0.iter().map(share).collect())
            }
        }
    }
}

impl OwnersView {
    /// In words.
    pub fn words(&self) -> String {
        match self {
            Self::NotStated => "not stated".into(),
            Self::Sole(party) => party.clone(),
            Self::Joint(parties) => format!("jointly {}", parties.join(" and ")),
            Self::Shared(shares) => {
                let share = |(party, share): &(String, String)| format!("{party} {share}");
                shares.iter().map(share).collect::<Vec<_>>().join(", ")
            }
            Self::Redacted(hash) => format!("taken out of view ({hash})"),
        }
    }

    /// How they hold, in one word.
    pub fn word(&self) -> &'static str {
        match self {
            Self::NotStated => "not-stated",
            Self::Sole(_) => "sole",
            Self::Joint(_) => "joint",
            Self::Shared(_) => "shared",
            Self::Redacted(_) => "redacted",
        }
    }
}

/// `{"hold": "shared", "owners": [{"party": …, "share": "1/3"}, …]}`
impl Serialize for OwnersView {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let owner = |party: &String, share: Option<&String>| serde_json::json!({ "party": party, "share": share });
        let owners: Vec<_> = match self {
            Self::NotStated | Self::Redacted(_) => Vec::new(),
            Self::Sole(party) => vec![owner(party, None)],
            Self::Joint(parties) => parties.iter().map(|party| owner(party, None)).collect(),
            Self::Shared(shares) => {
                shares.iter().map(|(party, share)| owner(party, Some(share))).collect()
            }
        };
        let hash = match self {
            Self::Redacted(hash) => Some(hash),
            _ => None,
        };
        serde_json::json!({ "hold": self.word(), "owners": owners, "hash": hash }).serialize(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(byte: u8) -> Party {
        Party::Account(AccountId::from([byte; 32]))
    }

    #[test]
    fn parties_are_read_as_they_are_written() {
        let parties = [
            account(1),
            Party::Record { register: 3, record: 7 },
            Party::Person(Hash::from([0xab; 32])),
        ];
        for party in parties {
            match text(&party).parse().unwrap() {
                PartyName::Party(read) => assert_eq!(read, party),
                PartyName::Account(address) => assert_eq!(address, text(&party)),
            }
        }
        for odd in ["", "Bob", "record:3", "record:a/b", "person:0xab", "person:"] {
            assert!(odd.parse::<PartyName>().is_err(), "{odd}");
        }
        let owner: OwnerName = "//Bob=1/3".parse().unwrap();
        assert_eq!(owner.share, Some((1, 3)));
        for odd in ["//Bob=", "//Bob=1", "//Bob=0/3", "//Bob=1/0", "//Bob=4/3", "//Bob=a/b"] {
            assert!(odd.parse::<OwnerName>().unwrap_err().contains("is no share"), "{odd}");
        }
    }

    #[test]
    fn shares_are_put_over_one_denominator() {
        let thirds = vec![(account(1), Some((1, 3))), (account(2), Some((1, 2)))];
        let all = [thirds.clone(), vec![(account(3), Some((1, 6)))]].concat();
        let Ownership::Shared { shares, denominator } = ownership(all, false).unwrap() else {
            panic!("they have shares");
        };
        assert_eq!(denominator, 6);
        assert_eq!(shares.0.iter().map(|share| share.numerator).collect::<Vec<_>>(), [2, 3, 1]);
        let error = ownership(thirds, false).unwrap_err().to_string();
        assert!(error.contains("5/6 together"), "{error}");
    }

    #[test]
    fn one_owner_alone_needs_no_share() {
        assert_eq!(
            ownership(vec![(account(1), None)], false).unwrap(),
            Ownership::Sole(account(1))
        );
        let all = ownership(vec![(account(1), Some((3, 3)))], false).unwrap();
        assert_eq!(all, Ownership::Sole(account(1)));
        assert_eq!(ownership(Vec::new(), false).unwrap(), Ownership::NotStated);
    }

    #[test]
    fn how_several_hold_has_to_be_said() {
        let two = vec![(account(1), None), (account(2), None)];
        assert!(matches!(ownership(two.clone(), true), Ok(Ownership::Joint(_))));
        let said = |owners, joint| ownership(owners, joint).unwrap_err().to_string();
        assert!(said(two, false).contains("--joint"));
        let mixed = vec![(account(1), Some((1, 2))), (account(2), None)];
        assert!(said(mixed.clone(), false).contains("some have none"));
        assert!(said(mixed, true).contains("have no shares"));
        assert!(said(vec![(account(1), None)], true).contains("at least two"));
        let odd =
            vec![(account(1), Some((1, 4_294_967_291))), (account(2), Some((1, 4_294_967_279)))];
        assert!(said(odd, false).contains("no common one"));
    }

    #[test]
    fn owners_are_told_in_words() {
        let shared =
            OwnersView::Shared(vec![("5A".into(), "1/3".into()), ("5B".into(), "2/3".into())]);
        assert_eq!(shared.words(), "5A 1/3, 5B 2/3");
        assert_eq!(OwnersView::Joint(vec!["5A".into(), "5B".into()]).words(), "jointly 5A and 5B");
        insta::assert_snapshot!(serde_json::to_string(&shared).unwrap(), @r#"{"hash":null,"hold":"shared","owners":[{"party":"5A","share":"1/3"},{"party":"5B","share":"2/3"}]}"#);
    }
}
