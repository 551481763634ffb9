//! The acts that the community decides on: each is a call that a proposal on the right track runs.

use subxt::{tx::Payload, utils::MultiAddress};

use crate::{
    attestations::{
        read,
        types::{
            AppealRules, Appointment, BoundedVec, Field, MeasureKind, Office, Periods, Rights,
            Rule, SchemaRules, Span,
        },
        DomainId, IssuerId, PolicyId, SchemaId,
    },
    chain,
    connection::{AccountId, At, Hash},
    errors::Result,
};

/// The track of the constitution, which alone decides on offices, panels and periods.
const CONSTITUTION: u16 = 0;

/// What is to be decided on.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Act {
    /// Creates a tag domain.
    CreateDomain {
        /// The track that governs it.
        track: u16,
        /// Who holds the secret key.
        key_holder: AccountId,
        /// The public key.
        key: [u8; 32],
    },
    /// Changes a domain's key.
    RotateKey {
        /// The domain.
        domain: DomainId,
        /// Who holds the new secret key.
        key_holder: AccountId,
        /// The new public key.
        key: [u8; 32],
        /// For how many blocks tags under both keys are asked for.
        overlap: u32,
    },
    /// Creates a schema.
    CreateSchema {
        /// Its rules.
        rules: SchemaRules,
        /// What people call it.
        name: String,
        /// Its claims.
        fields: Vec<Field>,
    },
    /// Retires a schema.
    RetireSchema(SchemaId),
    /// Lets an account attest under a schema.
    Accredit {
        /// The schema.
        schema: SchemaId,
        /// The account.
        account: AccountId,
        /// What it may attest.
        rights: Rights,
    },
    /// Stops an issuer.
    SuspendIssuer(IssuerId, Hash),
    /// Lets a suspended issuer issue again.
    ReinstateIssuer(IssuerId, Hash),
    /// Removes an issuer for good.
    RemoveIssuer(IssuerId, Hash),
    /// Makes void what an issuer issued in a span of blocks.
    VoidIssuer(IssuerId, Span, Hash),
    /// Creates a policy.
    CreatePolicy {
        /// The track that revises it.
        track: u16,
        /// What people call it.
        name: String,
        /// What it asks for.
        rule: Rule,
    },
    /// Adds a version to a policy.
    RevisePolicy(PolicyId, Rule),
    /// Fills an office for a term, or leaves it vacant.
    Appoint(Office, Option<Appointment>),
    /// Says from whom panels are drawn.
    SetPool(Vec<AccountId>),
    /// Sets the rules for appeals against one kind of measure.
    SetAppealRules(MeasureKind, AppealRules),
    /// Sets the periods that everything about attestations keeps to.
    SetPeriods(Periods),
}

impl Act {
    /// The track whose decision the chain asks for; the constitution's stands above each.
    ///
    /// # Errors
    /// If what the act is about does not exist.
    pub async fn track(&self, at: &At) -> Result<u16> {
        Ok(match self {
            Self::CreateDomain { track, .. } | Self::CreatePolicy { track, .. } => *track,
            Self::CreateSchema { rules, .. } => rules.track,
            Self::RotateKey { domain, .. } => read::domain(at, *domain).await?.track,
            Self::RetireSchema(schema) | Self::Accredit { schema, .. } => {
                read::schema(at, *schema).await?.rules.track
            }
            Self::SuspendIssuer(issuer, _)
            | Self::ReinstateIssuer(issuer, _)
            | Self::RemoveIssuer(issuer, _)
            | Self::VoidIssuer(issuer, ..) => {
                let schema = read::issuer(at, *issuer).await?.schema;
                read::schema(at, schema).await?.rules.track
            }
            Self::RevisePolicy(policy, _) => read::policy(at, *policy).await?.track,
            Self::Appoint(..)
            | Self::SetPool(_)
            | Self::SetAppealRules(..)
            | Self::SetPeriods(_) => CONSTITUTION,
        })
    }

    /// The call, encoded.
    ///
    /// # Errors
    /// If this client was built for another runtime.
    pub fn encode(self, at: &At) -> Result<Vec<u8>> {
        let api = chain::tx().attestations();
        let to = MultiAddress::Id;
        match self {
            Self::CreateDomain { track, key_holder, key } => {
                encode(at, &api.create_domain(track, to(key_holder), key))
            }
            Self::RotateKey { domain, key_holder, key, overlap } => {
                encode(at, &api.rotate_key(domain, to(key_holder), key, overlap))
            }
            Self::CreateSchema { rules, name, fields } => encode(
                at,
                &api.create_schema(rules, BoundedVec(name.into_bytes()), BoundedVec(fields)),
            ),
            Self::RetireSchema(schema) => encode(at, &api.retire_schema(schema)),
            Self::Accredit { schema, account, rights } => {
                encode(at, &api.accredit(schema, to(account), rights))
            }
            Self::SuspendIssuer(issuer, evidence) => {
                encode(at, &api.suspend_issuer(issuer, evidence))
            }
            Self::ReinstateIssuer(issuer, evidence) => {
                encode(at, &api.reinstate_issuer(issuer, evidence))
            }
            Self::RemoveIssuer(issuer, evidence) => {
                encode(at, &api.remove_issuer(issuer, evidence))
            }
            Self::VoidIssuer(issuer, span, evidence) => {
                encode(at, &api.void_issuer(issuer, span, evidence))
            }
            Self::CreatePolicy { track, name, rule } => {
                encode(at, &api.create_policy(track, BoundedVec(name.into_bytes()), rule))
            }
            Self::RevisePolicy(policy, rule) => encode(at, &api.revise_policy(policy, rule)),
            Self::Appoint(office, appointment) => encode(at, &api.appoint(office, appointment)),
            Self::SetPool(members) => encode(at, &api.set_pool(BoundedVec(members))),
            Self::SetAppealRules(kind, rules) => encode(at, &api.set_appeal_rules(kind, rules)),
            Self::SetPeriods(periods) => encode(at, &api.set_periods(periods)),
        }
    }
}

fn encode(at: &At, call: &impl Payload) -> Result<Vec<u8>> {
    Ok(at.tx().call_data(call)?)
}
