//! The RPC methods that sc-service does not bring along.

use std::sync::Arc;

use althing_runtime::opaque::Block;
use jsonrpsee::RpcModule;
use pallet_transaction_payment_rpc::{TransactionPayment, TransactionPaymentApiServer};
use sc_consensus_grandpa::{
    FinalityProofProvider, GrandpaJustificationStream, SharedAuthoritySet, SharedVoterState,
};
use sc_consensus_grandpa_rpc::{Grandpa, GrandpaApiServer};
use sc_rpc::SubscriptionTaskExecutor;
use sc_service::error::Error;
use substrate_frame_rpc_system::{System, SystemApiServer};

use crate::service::{Backend, Client, Hash, Pool};

/// A set of RPC methods.
pub type Methods = RpcModule<()>;

/// `system_accountNextIndex`, `system_dryRun`, and what a transaction would cost.
pub fn common(client: Arc<Client>, pool: Arc<Pool>) -> Result<Methods, Error> {
    let mut methods = RpcModule::new(());
    merge(&mut methods, System::new(client.clone(), pool).into_rpc())?;
    merge(&mut methods, TransactionPayment::new(client).into_rpc())?;
    Ok(methods)
}

/// What the methods on finality need to know.
#[derive(Clone)]
pub struct Finality {
    /// Who may vote on finality.
    pub authorities: SharedAuthoritySet<Hash, u32>,
    /// How far the votes are.
    pub voter: SharedVoterState,
    /// Tells of new justifications.
    pub justifications: GrandpaJustificationStream<Block>,
    /// Proves finality.
    pub proofs: Arc<FinalityProofProvider<Backend, Block>>,
}

/// Adds `grandpa_*`.
pub fn add_grandpa(
    methods: &mut Methods,
    finality: Finality,
    executor: SubscriptionTaskExecutor,
) -> Result<(), Error> {
    let Finality { authorities, voter, justifications, proofs } = finality;
    merge(methods, Grandpa::new(executor, authorities, voter, justifications, proofs).into_rpc())
}

fn merge<Context>(methods: &mut Methods, more: RpcModule<Context>) -> Result<(), Error> {
    methods.merge(more).map_err(|error| Error::Application(error.into()))
}
