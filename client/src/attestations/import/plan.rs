//! What each row of a table needs, given the issuer's records and the chain.

use althing_credentials::{
    wallet::{Entry, Facts, Record, Records, StoredClaims},
    ClaimSet, Slot as RecordSlot,
};

use crate::attestations::{
    agreement::Offer,
    claims,
    clock::{Clock, When},
    import::table::Row,
    prepare::{self, Wish},
    read,
    statement::Terms,
    types::{Issuer, Schema, Slot},
    IssuerId,
};

/// What all rows share.
pub struct Setting<'a> {
    /// The hash of the chain's first block.
    pub genesis: [u8; 32],
    /// The issuer's number.
    pub id: IssuerId,
    /// The issuer.
    pub issuer: &'a Issuer,
    /// Its schema.
    pub schema: &'a Schema,
    /// The present block.
    pub clock: &'a Clock,
}

/// What a row needs.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Need {
    /// Nothing: the chain has it.
    Nothing {
        /// Where it stands.
        slot: RecordSlot,
        /// The block in which it was issued.
        issued: u32,
    },
    /// It is in the records and not on the chain.
    Issue(Offer),
    /// It has to be put into the records first.
    Prepare(Box<Record>, Offer),
}

impl Need {
    /// The offer of what is not issued yet.
    pub fn offer(&self) -> Option<&Offer> {
        match self {
            Self::Nothing { .. } => None,
            Self::Issue(offer) | Self::Prepare(_, offer) => Some(offer),
        }
    }
}

impl Setting<'_> {
    /// What a row needs. `found` is what the chain stores of its subject.
    ///
    /// # Errors
    /// Why the row is skipped.
    pub fn need(
        &self,
        row: &Row,
        found: Option<&Slot>,
        over: bool,
        records: &Records,
    ) -> Result<Need, String> {
        if let Some(Slot::Attestation(live)) = found {
            let slot = self.slot(row, live.serial);
            let held = records.get(&slot);
            let is_ours = held.filter(|held| held.entry.facts.commitment == live.commitment.0);
            match is_ours {
                Some(held) if is_of(held, row) => {
                    return Ok(Need::Nothing { slot, issued: live.issued });
                }
                _ if !over => {
                    return Err(format!(
                        "there is an attestation already (number {}), and it says something else \
                         or is not in these records: renew it, or let it end first",
                        live.serial
                    ));
                }
                _ => {}
            }
        }
        let slot = self.slot(row, read::serial(found).saturating_add(1));
        match records.get(&slot) {
            Some(held) if is_of(held, row) => {
                let offer = self.offer(row, &slot, terms_of(held, row));
                self.still_possible(row, held.entry.facts.expires)?;
                Ok(Need::Issue(offer))
            }
            Some(_) => {
                Err("an attestation of this subject with other claims or terms is prepared \
                            in these records; put the row back as it was, or use new records"
                    .into())
            }
            None => self.prepare(row, slot),
        }
    }

    fn prepare(&self, row: &Row, slot: RecordSlot) -> Result<Need, String> {
        let expires = self.clock.resolve(row.expires).map_err(|error| error.to_string())?;
        let wish = self.still_possible(row, expires)?;
        let set = claims::salt(row.claims.clone()).map_err(|error| error.to_string())?;
        let terms = wish.terms(set.commitment());
        let record = Box::new(self.record(slot.clone(), &terms, &set));
        Ok(Need::Prepare(record, self.offer(row, &slot, terms)))
    }

    fn still_possible(&self, row: &Row, expires: u32) -> Result<Wish, String> {
        let wish = Wish {
            issuer: self.id,
            subject: row.subject.clone(),
            level: row.level,
            jurisdiction: row.jurisdiction,
            expires,
            tag: row.tag,
            from: None,
        };
        prepare::check(self.issuer, self.schema, &wish, self.clock.now)?;
        Ok(wish)
    }

    fn slot(&self, row: &Row, serial: u32) -> RecordSlot {
        RecordSlot {
            genesis: self.genesis,
            schema: self.issuer.schema,
            subject: row.subject.bytes(),
            serial,
        }
    }

    fn offer(&self, row: &Row, slot: &RecordSlot, terms: Terms) -> Offer {
        let subject = (row.subject.clone(), slot.serial);
        Offer::new(self.genesis, (self.issuer.schema, self.id), subject, terms)
    }

    fn record(&self, slot: RecordSlot, terms: &Terms, set: &ClaimSet) -> Record {
        let facts = Facts {
            issuer: self.id,
            level: terms.level,
            jurisdiction: terms.jurisdiction,
            issued: None,
            expires: terms.expires,
            commitment: terms.commitment,
            person_tag: terms.tag.map(|claim| claim.tag),
        };
        let entry = Entry { slot, facts, claims: StoredClaims::from(set), token: None };
        Record { entry, retention: None }
    }
}

/// The terms of a record. The tag under the key of before is in the table alone.
fn terms_of(held: &Record, row: &Row) -> Terms {
    let facts = &held.entry.facts;
    Terms {
        commitment: facts.commitment,
        level: facts.level,
        jurisdiction: facts.jurisdiction,
        expires: facts.expires,
        tag: row.tag,
    }
}

/// Whether a record is what the row says. An expiry that is told from the present is fixed when the
/// row is first prepared.
fn is_of(held: &Record, row: &Row) -> bool {
    let facts = &held.entry.facts;
    let expires = match row.expires {
        When::Block(block) => facts.expires == block,
        When::After(_) | When::In(_) | When::Date(_) => true,
    };
    let open = held.entry.claims.open();
    expires
        && facts.level == row.level
        && facts.jurisdiction == row.jurisdiction
        && facts.person_tag == row.tag.map(|claim| claim.tag)
        && open.len() == row.claims.len()
        && open.iter().all(|claim| row.claims.get(claim.name()) == Some(claim.value()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{
        attestations::{
            statement::Subject,
            types::{
                Attestation, BoundedVec, Deposit, IssuerStatus, Payer, Permission, RecoveryBy,
                Review, Rights, SchemaRules, State, SubjectKind, Territory, Tombstone,
            },
        },
        connection::{AccountId, Hash},
    };

    const CLOCK: Clock = Clock { now: 100, time: 1_795_179_900_000, block_time: Some(6_000) };

    fn issuer() -> Issuer {
        Issuer {
            account: AccountId::from([7; 32]),
            schema: 1,
            rights: Rights { max_level: 3, territory: Territory::Anywhere },
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
            subject: SubjectKind::Hash,
            longest_validity: 1_000,
            domain: None,
            renewal: Permission::Allowed,
            suspension: Permission::Allowed,
            recovery: RecoveryBy::Nobody,
        };
        Schema { rules, overlap_ends: 0, retired: None }
    }

    fn row() -> Row {
        let claims = json!({ "age_over_18": true });
        Row {
            line: 2,
            subject: Subject::Hash([1; 32]),
            level: 2,
            jurisdiction: 528,
            expires: When::After(500),
            tag: None,
            consent: None,
            claims: claims.as_object().unwrap().clone(),
        }
    }

    fn on_chain(serial: u32, commitment: [u8; 32]) -> Slot {
        Slot::Attestation(Attestation {
            serial,
            issuer: 0,
            commitment: Hash::from(commitment),
            level: 2,
            jurisdiction: 528,
            held_since: 90,
            issued: 90,
            expires: 600,
            state: State::Live,
            renews: None,
            tag: None,
            deposit: Deposit { payer: Payer::Bond, amount: 0 },
            review: Review::None,
        })
    }

    fn need(row: &Row, found: Option<&Slot>, records: &Records) -> Result<Need, String> {
        let (issuer, schema) = (issuer(), schema());
        let setting =
            Setting { genesis: [9; 32], id: 0, issuer: &issuer, schema: &schema, clock: &CLOCK };
        setting.need(row, found, false, records)
    }

    /// Records that hold what the row needs, and its offer.
    fn prepared() -> (Records, Offer) {
        let mut records = Records::default();
        let Need::Prepare(record, offer) = need(&row(), None, &records).unwrap() else {
            panic!("it is new")
        };
        records.insert([*record]).unwrap();
        (records, offer)
    }

    #[test]
    fn a_row_that_was_prepared_keeps_its_salts() {
        let (records, offer) = prepared();
        assert_eq!(offer.terms.expires, 600);
        assert_eq!(need(&row(), None, &records), Ok(Need::Issue(offer)));
    }

    #[test]
    fn a_row_that_is_issued_needs_nothing() {
        let (records, offer) = prepared();
        let found = on_chain(1, offer.terms.commitment);
        let found = need(&row(), Some(&found), &records).unwrap();
        assert!(matches!(found, Need::Nothing { issued: 90, .. }), "{found:?}");
    }

    #[test]
    fn a_row_that_was_edited_is_skipped_and_not_issued_with_other_salts() {
        let (records, offer) = prepared();
        let edits: [fn(&mut Row); 4] = [
            |row| row.level = 1,
            |row| row.expires = When::Block(700),
            |row| drop(row.claims.insert("age_over_18".into(), json!(false))),
            |row| drop(row.claims.insert("more".into(), json!(1))),
        ];
        for edit in edits {
            let mut edited = row();
            edit(&mut edited);
            assert!(need(&edited, None, &records).unwrap_err().contains("is prepared"));
            let found = on_chain(1, offer.terms.commitment);
            assert!(need(&edited, Some(&found), &records).unwrap_err().contains("already"));
        }
    }

    #[test]
    fn an_attestation_that_others_made_is_not_taken_for_ours() {
        let (records, _) = prepared();
        let found = on_chain(1, [5; 32]);
        assert!(need(&row(), Some(&found), &records).unwrap_err().contains("already"));
        assert!(need(&row(), Some(&found), &Records::default()).is_err());
    }

    #[test]
    fn after_a_tombstone_the_next_serial_is_prepared() {
        let stone = Slot::Tombstone(Tombstone { serial: 4, issuer: 0, ended: 50, end: None });
        let found = need(&row(), Some(&stone), &Records::default()).unwrap();
        assert_eq!(found.offer().unwrap().serial, 5);
    }

    #[test]
    fn what_the_chain_would_refuse_is_not_prepared() {
        let far = Row { expires: When::After(1_001), ..row() };
        assert!(need(&far, None, &Records::default()).unwrap_err().contains("at most block 1100"));
        let high = Row { level: 4, ..row() };
        assert!(need(&high, None, &Records::default()).unwrap_err().contains("level 4"));
    }
}
