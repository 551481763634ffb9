//! Who has which role in the plain model, and whose approvals are looked into.

use althing_primitives::BlockNumber;

use super::state::*;
use crate::{mock::*, *};

impl Model {
    /// `by` is none for the register's track.
    pub fn grant(
        &mut self,
        by: Option<&AccountId>,
        who: &AccountId,
        role: Role,
        grant: Grant,
    ) -> Allowed {
        need(by.is_none_or(|by| *by == authority()))?;
        need(grant.expires > self.now && grant.expires <= self.now + MAX_TERM)?;
        need(*who != authority())?;
        if self.rules.identity.is_some() {
            match (self.tags.get(&authority()), self.tags.get(who)) {
                (Some(authority), Some(other)) => need(authority != other)?,
                _ => need(by.is_none())?,
            }
        }
        self.roles.insert((who.clone(), role), grant);
        Some(())
    }

    pub fn revoke(&mut self, by: &AccountId, who: &AccountId, role: Role) -> Allowed {
        need(by == who || *by == authority())?;
        self.roles.remove(&(who.clone(), role)).map(|_| ())
    }

    pub fn review(&mut self, by: &AccountId, who: &AccountId, since: BlockNumber) -> Allowed {
        let auditor = self.has_role(by, Role::Auditor);
        need(auditor || *by == authority())?;
        need(since <= self.now)?;
        let old = self.reviews.get(who);
        let bound = auditor || by == who;
        need(!bound || old.is_none_or(|old| since <= *old))?;
        self.reviews.insert(who.clone(), since);
        Some(())
    }

    pub fn end_review(&mut self, by: &AccountId, who: &AccountId) -> Allowed {
        need(*by == authority() && by != who)?;
        self.reviews.remove(who).map(|_| ())
    }

    pub fn set_status(&mut self, active: bool) -> Allowed {
        need(self.active != active)?;
        self.active = active;
        Some(())
    }

    pub fn set_rules(&mut self, rules: Rules) -> Allowed {
        if self.rules.reveal > 0 {
            self.sealed_until = self.sealed_until.max(self.now + self.rules.reveal);
        }
        self.rules = rules;
        self.revision += 1;
        Some(())
    }
}
