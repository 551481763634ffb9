//! What an issuer can attest, checked before anything is signed, so that mistakes are found where
//! they can still be mended.

use althing_credentials::ClaimSet;

use crate::{
    attestations::{
        agreement::Offer,
        claims, read,
        statement::{Subject, TagClaim, Terms},
        types::{self, Issuer, IssuerStatus, Schema, SubjectKind, Territory},
        words::Words,
        IssuerId,
    },
    connection::{height, At},
    errors::{Error, Result},
};

/// What is to be attested, but for the claims.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Wish {
    /// The issuer.
    pub issuer: IssuerId,
    /// The subject.
    pub subject: Subject,
    /// How sure the issuer is.
    pub level: u8,
    /// Where it holds.
    pub jurisdiction: u16,
    /// The first block in which it is no longer valid.
    pub expires: u32,
    /// What stands for the person.
    pub tag: Option<TagClaim>,
    /// The account from which an attestation moves, if it does.
    pub from: Option<Subject>,
}

impl Wish {
    /// The terms, with the commitment to the claims.
    pub fn terms(&self, commitment: [u8; 32]) -> Terms {
        Terms {
            commitment,
            level: self.level,
            jurisdiction: self.jurisdiction,
            expires: self.expires,
            tag: self.tag,
        }
    }
}

/// Makes an offer of what can be attested in the block `at`.
///
/// # Errors
/// Why it cannot be attested, with what to change.
pub async fn offer(at: &At, genesis: [u8; 32], wish: &Wish, set: &ClaimSet) -> Result<Offer> {
    let issuer = read::issuer(at, wish.issuer).await?;
    let schema = read::schema(at, issuer.schema).await?;
    check(&issuer, &schema, wish, height(at)).map_err(Error::Usage)?;
    claims::check(set, &read::description(at, issuer.schema).await?)?;
    let serial = read::next_serial(at, issuer.schema, &wish.subject).await?;
    let terms = wish.terms(set.commitment());
    let of = (wish.subject.clone(), serial);
    let offer = Offer::new(genesis, (issuer.schema, wish.issuer), of, terms);
    Ok(Offer { from: wish.from.clone(), ..offer })
}

/// Whether the issuer could attest that in block `now`.
///
/// # Errors
/// Why not, in words.
pub fn check(
    issuer: &Issuer,
    schema: &Schema,
    wish: &Wish,
    now: u32,
) -> std::result::Result<(), String> {
    if !matches!(issuer.status, IssuerStatus::Active) {
        return Err(format!("issuer {} is {}", wish.issuer, issuer.status.word()));
    }
    if schema.retired.is_some() {
        return Err(format!("schema {} is retired: nothing is issued under it", issuer.schema));
    }
    let fits = matches!(
        (&schema.rules.subject, &wish.subject),
        (SubjectKind::Account, Subject::Account(_))
            | (SubjectKind::Record, Subject::Record(_))
            | (SubjectKind::Hash, Subject::Hash(_))
    );
    if !fits {
        let kind = schema.rules.subject.words();
        return Err(format!("schema {} is about {kind}, and the subject is none", issuer.schema));
    }
    if wish.subject.account() == Some(issuer.account) {
        return Err("nobody attests anything of themselves".into());
    }
    check_rights(&issuer.rights, wish)?;
    let last = now.saturating_add(schema.rules.longest_validity);
    if wish.expires <= now || wish.expires > last {
        return Err(format!(
            "it would expire in block {}; that has to be after the present block {now} and at most \
             block {last}",
            wish.expires
        ));
    }
    check_tag(schema, wish, now)
}

fn check_rights(rights: &types::Rights, wish: &Wish) -> std::result::Result<(), String> {
    if wish.level > rights.max_level {
        let (level, most) = (wish.level, rights.max_level);
        return Err(format!("level {level} is more than the issuer may attest, which is {most}"));
    }
    let inside = match &rights.territory {
        Territory::Anywhere => true,
        Territory::Only(list) => list.0.contains(&wish.jurisdiction),
    };
    match inside {
        true => Ok(()),
        false => {
            Err(format!("the issuer may not attest for the jurisdiction {}", wish.jurisdiction))
        }
    }
}

fn check_tag(schema: &Schema, wish: &Wish, now: u32) -> std::result::Result<(), String> {
    let overlaps = now < schema.overlap_ends;
    match (schema.rules.domain, &wish.tag) {
        (None, None) => Ok(()),
        (None, Some(_)) => Err("the schema has no tag domain, so give no person tag".into()),
        (Some(domain), None) => Err(format!(
            "the schema asks for a person tag of domain {domain}; `althing tag` computes it"
        )),
        (Some(_), Some(claim)) if claim.previous.is_some() == overlaps => Ok(()),
        (Some(_), Some(_)) if overlaps => Err(format!(
            "until block {} the tag under the key of before is asked for as well",
            schema.overlap_ends
        )),
        (Some(_), Some(_)) => {
            Err("the key of before is no longer in use: give no tag under it".into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        attestations::types::{BoundedVec, Permission, RecoveryBy, Rights, SchemaRules},
        connection::AccountId,
    };

    fn issuer() -> Issuer {
        let territory = Territory::Only(BoundedVec(vec![528]));
        Issuer {
            account: AccountId::from([7; 32]),
            schema: 1,
            rights: Rights { max_level: 2, territory },
            status: IssuerStatus::Active,
            void: BoundedVec(Vec::new()),
            bond: 0,
            drawn: 0,
            deputies: 0,
            requests: 0,
        }
    }

    fn schema() -> Schema {
        let rules = SchemaRules {
            track: 5,
            subject: SubjectKind::Account,
            longest_validity: 1_000,
            domain: None,
            renewal: Permission::Allowed,
            suspension: Permission::Allowed,
            recovery: RecoveryBy::SecondIssuer,
        };
        Schema { rules, overlap_ends: 0, retired: None }
    }

    fn wish() -> Wish {
        Wish {
            issuer: 0,
            subject: Subject::Account([1; 32]),
            level: 2,
            jurisdiction: 528,
            expires: 1_100,
            tag: None,
            from: None,
        }
    }

    fn refused(issuer: &Issuer, schema: &Schema, wish: &Wish) -> String {
        check(issuer, schema, wish, 100).unwrap_err()
    }

    #[test]
    fn what_is_within_rights_and_rules_can_be_attested() {
        assert_eq!(check(&issuer(), &schema(), &wish(), 100), Ok(()));
    }

    #[test]
    fn what_the_chain_would_refuse_is_refused_before_it_is_signed() {
        let (issuer, schema) = (issuer(), schema());
        let with = |change: fn(&mut Wish)| {
            let mut changed = wish();
            change(&mut changed);
            refused(&issuer, &schema, &changed)
        };
        assert!(with(|wish| wish.level = 3).contains("more than the issuer may attest"));
        assert!(with(|wish| wish.jurisdiction = 0).contains("jurisdiction 0"));
        assert!(with(|wish| wish.expires = 100).contains("at most block 1100"));
        assert!(with(|wish| wish.expires = 1_101).contains("at most block 1100"));
        assert!(with(|wish| wish.subject = Subject::Hash([1; 32])).contains("about accounts"));
        assert!(with(|wish| wish.subject = Subject::Account([7; 32])).contains("themselves"));
        let tag = |wish: &mut Wish| wish.tag = Some(TagClaim { tag: [1; 32], previous: None });
        assert!(with(tag).contains("give no person tag"));
        let retired = Schema { retired: Some(50), ..schema.clone() };
        assert!(refused(&issuer, &retired, &wish()).contains("retired"));
        let suspended = Issuer { status: IssuerStatus::Suspended { since: 9 }, ..issuer.clone() };
        assert!(refused(&suspended, &schema, &wish()).contains("suspended"));
    }

    #[test]
    fn a_tag_is_asked_for_under_both_keys_while_they_overlap() {
        let rules = SchemaRules { domain: Some(0), ..schema().rules };
        let calm = Schema { rules: rules.clone(), ..schema() };
        let overlapping = Schema { rules, overlap_ends: 200, retired: None };
        let with = |previous| Wish { tag: Some(TagClaim { tag: [1; 32], previous }), ..wish() };
        assert!(refused(&issuer(), &calm, &wish()).contains("asks for a person tag"));
        assert_eq!(check(&issuer(), &calm, &with(None), 100), Ok(()));
        assert!(refused(&issuer(), &calm, &with(Some([2; 32]))).contains("no longer in use"));
        assert!(refused(&issuer(), &overlapping, &with(None)).contains("until block 200"));
        assert_eq!(check(&issuer(), &overlapping, &with(Some([2; 32])), 100), Ok(()));
    }
}
