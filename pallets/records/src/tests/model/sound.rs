//! What can be entered into the plain model's records as they are.

use std::collections::BTreeSet;

use super::{parties::*, state::*};
use crate::{mock::*, *};

impl Model {
    /// Whether a wish agrees with what the register says.
    pub fn is_sound(&self, wish: &Wish, lodger: &AccountId) -> Allowed {
        let Some(id) = wish.record else {
            return match &wish.act {
                Act::Register { name, ownership, cites, .. } => {
                    self.is_citable(cites.as_ref())?;
                    need(self.is_name_free(*name, &[]))?;
                    self.is_ownership(ownership)
                }
                Act::Represent { party, representative } => {
                    self.is_representation(party, representative.as_ref())
                }
                _ => None,
            };
        };
        let title = self.title(id)?;
        let wanted = match wish.act {
            Act::Restore => RecordStatus::Struck,
            _ => RecordStatus::InForce,
        };
        need(title.says.status == wanted)?;
        match &wish.act {
            Act::Register { .. } | Act::Represent { .. } => None,
            Act::StrikeOff { .. } | Act::Restore => Some(()),
            Act::Amend { content, cites } => {
                self.is_citable(cites.as_ref())?;
                need(*content != title.says.content)
            }
            Act::Correct { content, class, ownership, .. } => {
                need(content.is_some() || class.is_some() || ownership.is_some())?;
                ownership.as_ref().map_or(Some(()), |it| self.is_ownership(it))
            }
            Act::Vest { ownership } => {
                need(self.stated(id).is_none() && *ownership != Ownership::NotStated)?;
                self.is_ownership(ownership)
            }
            Act::Transfer { ownership } => {
                need(*ownership != Ownership::NotStated)?;
                self.is_ownership(ownership)?;
                need(!affected(self.stated(id)?, ownership).is_empty())
            }
            Act::Survive { deceased } => {
                let Ownership::Joint(all) = &title.says.owners else { return None };
                need(all.contains(deceased))
            }
            Act::Split { .. } | Act::Merge { .. } => self.is_division(id, title, &wish.act),
            Act::Search => self.stated(id).map(|_| ()),
            _ => self.is_burden(id, title, lodger, &wish.act),
        }
    }

    fn is_ownership(&self, ownership: &Ownership<AccountId>) -> Allowed {
        need(is_whole(ownership) && owners(ownership).iter().all(|party| self.exists(party)))
    }

    fn is_citable(&self, cites: Option<&Citation>) -> Allowed {
        match cites {
            None => Some(()),
            Some(Citation::Proposal { id, receipt }) => {
                need((*id, *receipt) == (CARRIED_OUT, RECEIPT))
            }
            Some(Citation::Attestation { schema, subject }) => {
                need((*schema, *subject) == (SCHEMA, SUBJECT))
            }
            Some(Citation::Record { register, record, version }) => {
                let versions = self.title(*record)?.log.len();
                need(*register == 0 && (1..=versions).contains(&(*version as usize)))
            }
        }
    }

    fn is_representation(
        &self,
        party: &Party<AccountId>,
        new: Option<&Representative<AccountId>>,
    ) -> Allowed {
        need(self.exists(party) && self.last_representative(party) != new)?;
        let Some(new) = new else { return Some(()) };
        need(*party != Party::Account(new.account.clone()) && self.today <= new.until)?;
        match new.capacity {
            Capacity::Organ => need(matches!(party, Party::Record { .. })),
            Capacity::Notary => {
                need(matches!(party, Party::Person(_)) && self.has_role(&new.account, Role::Notary))
            }
            _ => Some(()),
        }
    }

    fn is_burden(
        &self,
        id: RecordId,
        title: &Title,
        lodger: &AccountId,
        act: &Act<AccountId>,
    ) -> Allowed {
        let right = |number: &BurdenNumber| title.rights.iter().find(|it| it.number == *number);
        match act {
            Act::Encumber { beneficiary, .. } => {
                self.stated(id)?;
                need(self.exists(beneficiary) && title.rights.len() < 16)
            }
            Act::Vary { number, terms, beneficiary, before } => {
                let varied = right(number)?;
                let moves = before.as_ref().map_or(Some(false), |before| {
                    let place = |number| title.rights.iter().position(|it| it.number == number);
                    let (from, to) = (place(*number)?, place(*before)?);
                    Some(to < from || to > from + 1)
                })?;
                let changes = moves || varied.terms != *terms || varied.beneficiary != *beneficiary;
                need(changes && self.exists(beneficiary))
            }
            Act::Discharge { number } => right(number).map(|_| ()),
            Act::Caution { interest } => {
                let twice =
                    title.cautions.iter().any(|it| it.by == *lodger && it.interest == *interest);
                need(!twice && title.cautions.len() < 4)
            }
            Act::Uncaution { number, .. } => {
                title.cautions.iter().find(|it| it.number == *number).map(|_| ())
            }
            _ => None,
        }
    }

    fn is_division(&self, id: RecordId, title: &Title, act: &Act<AccountId>) -> Allowed {
        let owned = self.stated(id)?;
        match act {
            Act::Split { parts } => {
                let names: BTreeSet<_> = parts.iter().map(|part| part.name).collect();
                let sum: u128 = parts.iter().map(|part| u128::from(part.content.measure)).sum();
                need(parts.len() > 1 && names.len() == parts.len())?;
                need(parts.iter().all(|part| part.content.measure > 0))?;
                need(sum == u128::from(title.says.content.measure))?;
                need(names.into_iter().all(|name| self.is_name_free(name, &[id])))
            }
            Act::Merge { others, name, content } => {
                let all: Vec<_> = [vec![id], others.to_vec()].concat();
                let once: BTreeSet<_> = all.iter().collect();
                need(all.len() > 1 && once.len() == all.len())?;
                let (mut sum, mut rights, mut cautions) = (0, 0, 0);
                for id in &all {
                    let other = self.title(*id)?;
                    need(other.says.status == RecordStatus::InForce)?;
                    need(other.says.class == title.says.class)?;
                    need(affected(owned, self.stated(*id)?).is_empty())?;
                    sum += u128::from(other.says.content.measure);
                    rights += other.rights.len();
                    cautions += other.cautions.len();
                }
                need(sum == u128::from(content.measure) && rights <= 16 && cautions <= 4)?;
                need(self.is_name_free(*name, &all))
            }
            _ => None,
        }
    }
}
