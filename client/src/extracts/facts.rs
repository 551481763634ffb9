//! Facts from an extract, for checking presentations where there is no node.

use althing_credentials::Slot;

use super::{
    attestation::Found, check::Checked, error::ExtractError, file::About, file::Trust, Extract,
};
use crate::{
    attestations::{read::Standing, statement::Subject, types, types::PolicyVersion},
    connection::AccountId,
    credentials::keys,
    errors::{Error, Result},
    presentations::{Attested, Block, Facts, Finality},
};

/// What an extract proves about one attestation. Nobody is believed but the trust file.
#[derive(Clone, Debug)]
pub struct ExtractFacts {
    checked: Checked,
    about: (u32, Subject),
    found: Found,
    block: Block,
}

impl ExtractFacts {
    /// Checks an extract against a root of trust.
    ///
    /// # Errors
    /// If it is not to be believed, or is not about an attestation.
    pub fn new(extract: &Extract, trust: &Trust) -> Result<Self, ExtractError> {
        let checked = super::check(extract, trust)?;
        let (about, found) = match (&checked.about, &checked.found) {
            (About::Attestation { schema, subject }, Some(found)) => {
                ((*schema, subject.clone()), found.clone())
            }
            (about, _) => {
                let asked = "an attestation".into();
                return Err(ExtractError::About { found: about.to_string(), asked });
            }
        };
        let block = Block {
            number: checked.block,
            hash: format!("{:?}", checked.hash),
            finality: Finality::Proof,
        };
        Ok(Self { checked, about, found, block })
    }

    /// All that the extract proves.
    pub fn checked(&self) -> &Checked {
        &self.checked
    }

    /// The attestation, whichever serial it has.
    ///
    /// # Errors
    /// [`Error::NotFound`] if the extract proves that there is none.
    pub fn of_subject(&self) -> Result<Attested> {
        let (schema, subject) = &self.about;
        let (number, about) = (self.checked.block, &self.checked.about);
        let missing = |what: &str| {
            Error::NotFound(format!("the extract proves that {about} {what} in block {number}"))
        };
        let found = match &self.found.slot {
            Some(types::Slot::Attestation(found)) => found,
            Some(types::Slot::Tombstone(_)) => {
                return Err(missing("was removed and did not exist any more"))
            }
            None => return Err(missing("did not exist")),
        };
        let registered = self.found.keys.iter().filter_map(|key| keys::from_chain(key).ok());
        Ok(Attested {
            slot: Slot {
                genesis: self.checked.genesis,
                schema: *schema,
                subject: subject.bytes(),
                serial: found.serial,
            },
            issuer: found.issuer,
            keys: registered.collect(),
            commitment: found.commitment.0,
            level: found.level,
            jurisdiction: found.jurisdiction,
            held_since: found.held_since,
            issued: found.issued,
            expires: found.expires,
            tag: found.tag,
            holds: self.found.check(number),
        })
    }
}

impl Facts for ExtractFacts {
    fn genesis(&self) -> [u8; 32] {
        self.checked.genesis
    }

    fn block(&self) -> &Block {
        &self.block
    }

    async fn attested(&self, slot: &Slot) -> Result<Attested> {
        let asked = Subject::Account(slot.subject);
        if self.about != (slot.schema, asked.clone()) {
            let asked = About::Attestation { schema: slot.schema, subject: asked };
            let (found, asked) = (self.checked.about.to_string(), asked.to_string());
            return Err(ExtractError::About { found, asked }.into());
        }
        let found = self.of_subject()?;
        match found.slot == *slot {
            true => Ok(found),
            false => Err(Error::NotFound(format!(
                "the extract is of attestation {} of that subject, and attestation {} is asked for",
                found.slot.serial, slot.serial
            ))),
        }
    }

    async fn standing(&self, _: &AccountId, policy: PolicyVersion) -> Result<Standing> {
        Err(Error::Usage(format!(
            "an extract proves an attestation, not whether policy {}:{} is met; ask a node for that",
            policy.id, policy.version
        )))
    }
}
