//! The steps of a replay, from the first transfer to the payment. Each of them first reads what is
//! done already, so that the whole can be run again from the start at any time.

use std::time::Duration;

use futures::stream::{self, StreamExt, TryStreamExt};
use subxt::utils::MultiAddress;

use crate::{
    amounts,
    chain::{
        self,
        runtime_types::{
            althing_runtime::RuntimeCall, pallet_balances::pallet::Call as BalancesCall,
            pallet_proposals::proposal::Status,
        },
    },
    connection::{height, AccountId, At, Chain},
    errors::{Error, Result},
    keys::Key,
    proposals::{
        self,
        compose::{self, Draft, Span},
        ProposalId,
    },
    replay::{
        crowd::{account, quiet, Crowd},
        meter::Meter,
        plan::Plan,
        Observer, Report, Step, Took,
    },
    submit::Anchor,
    treasury, votes,
};

/// How many transfers go into one transaction.
const TRANSFERS: usize = 200;

/// How often transfers are sent again before the run gives up.
const MOST_ROUNDS: usize = 5;

/// How often the run connects again before it gives up.
const MOST_CONNECTIONS: usize = 100;

/// How many times what its transactions cost now a voter gets for fees.
const FEE_MARGIN: u128 = 4;

/// How many questions to the runtime are under way at a time.
const QUESTIONS: usize = 64;

/// What a replay asks for.
#[derive(Clone, Debug)]
pub struct Options {
    /// What the proposal asks of the treasury.
    pub amount: u128,
    /// Whom it pays; an account of the replay's own if nobody is named.
    pub beneficiary: Option<AccountId>,
    /// The track under whose rules it is decided.
    pub track: String,
    /// How long a lost connection is tried again.
    pub patience: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            amount: 1_000 * amounts::THG,
            beneficiary: None,
            track: "treasury".into(),
            patience: Duration::from_secs(120),
        }
    }
}

/// Plays the votes of `plan` again. `key` funds the voters, proposes, and puts the deposits down.
///
/// # Errors
/// What the chain refused, or what broke for longer than the patience of `options`.
pub async fn run(
    chain: &Chain,
    key: &Key,
    plan: &Plan,
    options: &Options,
    observer: &dyn Observer,
) -> Result<Report> {
    let mut chain = chain.clone();
    let mut meter = Meter::start(&chain).await?;
    for _ in 0..MOST_CONNECTIONS {
        let run = Run { chain: &chain, key, plan, options, observer };
        let error = match run.attempt(&meter).await {
            Ok(report) => return Ok(report),
            Err(error) if error.is_connection() || !chain.is_alive().await => error,
            Err(error) => return Err(error),
        };
        observer.note(&format!("the connection broke ({error}); waiting for the node"));
        let again = Chain::connect_patiently(chain.url(), chain.wait(), options.patience).await?;
        if again.genesis() != chain.genesis() {
            return Err(Error::Chain("another chain answers now at the same address".into()));
        }
        chain = again;
        meter.follow(&chain);
        observer.note("connected again; what is missing is sent again");
    }
    Err(Error::connection(chain.url(), "the connection breaks again and again"))
}

struct Run<'a> {
    chain: &'a Chain,
    key: &'a Key,
    plan: &'a Plan,
    options: &'a Options,
    observer: &'a dyn Observer,
}

impl Run<'_> {
    async fn attempt(&self, meter: &Meter) -> Result<Report> {
        let crowd = Crowd::new(self.plan, &self.chain.head().await?)?;
        quiet(self.chain, self.key).await?;
        let begun = self.find().await?;
        if begun.is_none() {
            self.fund(&crowd).await?;
            self.stake(&crowd).await?;
            self.warm_up().await?;
        }
        let id = self.put_to_the_vote(begun).await?;
        self.prepare(id).await?;
        let voters = self.vote(&crowd, id).await?;
        self.conclude(id).await?;
        let paid = self.pay(id).await?;
        self.report(id, voters, paid, meter).await
    }

    async fn find(&self) -> Result<Option<ProposalId>> {
        let at = self.chain.head().await?;
        let found = proposals::find(&at, self.key.account(), self.plan.text_hash()).await?;
        if let Some(id) = found {
            self.observer
                .note(&format!("this replay has begun before, as proposal {id}; it goes on"));
        }
        Ok(found)
    }

    /// Gives every voter its tokens and what its fees come to.
    async fn fund(&self, crowd: &Crowd<'_>) -> Result<()> {
        self.observer.begin(Step::Fund, self.plan.voters.len() as u64);
        let allowance = self.allowance().await?;
        for _ in 0..MOST_ROUNDS {
            let at = self.chain.head().await?;
            let lacking = self.lacking(crowd, &at, allowance).await?;
            let done = self.plan.voters.len().saturating_sub(lacking.len());
            self.observer.progress(Step::Fund, done as u64);
            if lacking.is_empty() {
                self.observer.end(Step::Fund);
                return Ok(());
            }
            self.can_afford(&at, &lacking).await?;
            self.transfer(&lacking).await?;
        }
        Err(Error::Chain("the transfers to the voters have no effect".into()))
    }

    /// What a voter gets beside its tokens: the existential deposit, and a margin over the fees.
    async fn allowance(&self) -> Result<u128> {
        let anchor = Anchor::new(self.chain).await?;
        let key = &self.plan.voters[0].key;
        let stake = anchor.sign(&votes::stake(0, u128::MAX), key, 0)?;
        let vote = anchor.sign(&votes::vote(u32::MAX, votes::Choice::Aye), key, 0)?;
        let at = anchor.at();
        let stake = at.tx().from_bytes(stake).partial_fee_estimate().await?;
        let vote = at.tx().from_bytes(vote).partial_fee_estimate().await?;
        let deposit = at.constants().entry(chain::constants().balances().existential_deposit())?;
        Ok(deposit.saturating_add(stake.saturating_add(vote).saturating_mul(FEE_MARGIN)))
    }

    /// Who lacks tokens, and how many. Somebody who has most of the allowance is not topped up: a
    /// part of it may have gone to fees, and what transactions cost moves a little.
    async fn lacking(
        &self,
        crowd: &Crowd<'_>,
        at: &At,
        allowance: u128,
    ) -> Result<Vec<(AccountId, u128)>> {
        let everybody: Vec<usize> = (0..self.plan.voters.len()).collect();
        let stakes = crowd.stakes(self.chain, at).await?;
        let accounts = crowd.accounts(self.chain, at, &everybody).await?;
        let mut lacking = Vec::new();
        for ((voter, staked), account) in self.plan.voters.iter().zip(stakes).zip(accounts) {
            let owned = account.map_or(0, |account| account.data.free + account.data.reserved);
            let enough = voter.row.power.saturating_add(allowance / 2);
            if staked < voter.row.power && owned < enough {
                let wanted = voter.row.power.saturating_add(allowance);
                lacking.push((*voter.key.account(), wanted.saturating_sub(owned)));
            }
        }
        Ok(lacking)
    }

    async fn can_afford(&self, at: &At, lacking: &[(AccountId, u128)]) -> Result<()> {
        let needed: u128 = lacking.iter().map(|(_, amount)| *amount).sum();
        let owned = account(at, self.key.account()).await?.map_or(0, |account| account.data.free);
        if owned <= needed {
            return Err(Error::Usage(format!(
                "the voters need {}, and {} has {}: name a richer account with --key",
                amounts::pretty(needed),
                self.key.account(),
                amounts::pretty(owned)
            )));
        }
        Ok(())
    }

    /// Sends the transfers, many in one transaction, and waits until all of those are in.
    async fn transfer(&self, lacking: &[(AccountId, u128)]) -> Result<()> {
        let anchor = Anchor::new(self.chain).await?;
        let mut nonce = self.chain.methods().system_account_next_index(self.key.account()).await?;
        for batch in lacking.chunks(TRANSFERS) {
            let transfers = batch.iter().map(|(to, amount)| {
                let (dest, value) = (MultiAddress::Id(*to), *amount);
                RuntimeCall::Balances(BalancesCall::transfer_keep_alive { dest, value })
            });
            let call = chain::tx().utility().batch_all(transfers.collect());
            let signed = anchor.sign(&call, self.key, nonce)?;
            self.chain.methods().author_submit_extrinsic(&signed).await?;
            nonce = nonce.saturating_add(1);
        }
        quiet(self.chain, self.key).await
    }

    async fn stake(&self, crowd: &Crowd<'_>) -> Result<()> {
        let total = self.plan.voters.len();
        self.observer.begin(Step::Stake, total as u64);
        let power = |index: usize| self.plan.voters[index].row.power;
        let missing = async |at: &At| {
            let stakes = crowd.stakes(self.chain, at).await?;
            let less = stakes.iter().enumerate().filter(|(index, staked)| **staked < power(*index));
            Ok(less.map(|(index, _)| index).collect())
        };
        let report = |left| self.observer.progress(Step::Stake, (total - left) as u64);
        crowd.bring(self.chain, &report, missing, |index| votes::stake(0, power(index))).await?;
        self.observer.end(Step::Stake);
        Ok(())
    }

    /// Waits until the stake of every voter counts.
    async fn warm_up(&self) -> Result<()> {
        let at = self.chain.head().await?;
        let voters = self.plan.voters.iter().map(|voter| voter.key.account());
        let settled: Vec<u32> = stream::iter(voters)
            .map(|who| votes::say(&at, who))
            .buffer_unordered(QUESTIONS)
            .map_ok(|say| say.settled_from)
            .try_collect()
            .await?;
        let from = settled.into_iter().max().unwrap_or_default();
        let who = self.plan.voters[0].key.account();
        let epoch = votes::say(&at, who).await?.epoch;
        let total = u64::from(from.saturating_sub(epoch));
        self.observer.begin(Step::WarmUp, total);
        let mut heads = self.chain.heads().await?;
        loop {
            let now = votes::say(&self.chain.head().await?, who).await?.epoch;
            self.observer
                .progress(Step::WarmUp, total.saturating_sub(u64::from(from.saturating_sub(now))));
            if now >= from {
                self.observer.end(Step::WarmUp);
                return Ok(());
            }
            heads.next().await?;
        }
    }

    /// Submits the proposal, unless it is submitted already, and completes its deposit.
    async fn put_to_the_vote(&self, begun: Option<ProposalId>) -> Result<ProposalId> {
        self.observer.begin(Step::Propose, 2);
        let id = match begun {
            Some(id) => id,
            None => compose::propose(self.chain, self.key, &self.draft().await?).await?.id,
        };
        self.observer.progress(Step::Propose, 1);
        let at = self.chain.head().await?;
        let proposal = proposals::read(&at, id).await?;
        if matches!(proposal.status, Status::Preparing) {
            let missing = proposals::deposit_missing(&at, &proposal).await?;
            if missing > 0 {
                proposals::sponsor(self.chain, self.key, id, missing).await?;
            }
        }
        self.observer.end(Step::Propose);
        Ok(id)
    }

    async fn draft(&self) -> Result<Draft> {
        let at = self.chain.head().await?;
        let (track, _) = proposals::find_track(&at, &self.options.track).await?;
        let to = self.beneficiary();
        let call = compose::spend(&at, self.options.amount, &to, Span::default(), None)?;
        let name = self.plan.file.file_name().map(|name| name.to_string_lossy().into_owned());
        let text_uri = format!("althing:replay/{}", name.unwrap_or_default());
        Ok(Draft { track, call, text_hash: self.plan.text_hash(), text_uri })
    }

    /// Waits until the decision has started.
    async fn prepare(&self, id: ProposalId) -> Result<()> {
        let mut heads = self.chain.heads().await?;
        let mut begun = false;
        loop {
            let at = self.chain.head().await?;
            let proposal = proposals::read(&at, id).await?;
            if !matches!(proposal.status, Status::Preparing | Status::Queued { .. }) {
                if begun {
                    self.observer.end(Step::Prepare);
                }
                return Ok(());
            }
            let total = proposals::track(&at, proposal.track).await?.preparation;
            if !std::mem::replace(&mut begun, true) {
                self.observer.begin(Step::Prepare, u64::from(total));
            }
            let passed = height(&at).saturating_sub(proposal.submitted);
            self.observer.progress(Step::Prepare, u64::from(passed.min(total)));
            heads.next().await?;
        }
    }

    /// Has everybody vote; returns how many ballots the chain has. The few greatest voters come
    /// last, so that the poll cannot be confirmed and closed while ballots are on their way.
    async fn vote(&self, crowd: &Crowd<'_>, id: ProposalId) -> Result<u64> {
        let total = self.plan.voters.len();
        let proposal = proposals::read(&self.chain.head().await?, id).await?;
        if !matches!(proposal.status, Status::Deciding) {
            return Ok(total as u64);
        }
        self.warn_of_others(&proposal);
        self.observer.begin(Step::Vote, total as u64);
        let [early, late] = self.plan.waves();
        for (wave, after) in [(&early, late.len()), (&late, 0)] {
            let missing = async |at: &At| {
                let ballots = crowd.ballots(self.chain, at, id).await?;
                let says = |index: usize| ballots[index] == Some(self.plan.voters[index].row.aye);
                Ok(wave.iter().copied().filter(|index| !says(*index)).collect())
            };
            let call = |index: usize| {
                let aye = self.plan.voters[index].row.aye;
                votes::vote(id, if aye { votes::Choice::Aye } else { votes::Choice::Nay })
            };
            let report = |left| self.observer.progress(Step::Vote, (total - left - after) as u64);
            crowd.bring(self.chain, &report, missing, call).await?;
        }
        self.observer.end(Step::Vote);
        let ballots = crowd.ballots(self.chain, &self.chain.head().await?, id).await?;
        Ok(ballots.iter().flatten().count() as u64)
    }

    /// Others may have staked on the same chain: their stake counts in what support is measured
    /// against, and so many may stay away that the vote fails.
    fn warn_of_others(&self, proposal: &proposals::Proposal) {
        let ours = self.plan.power(true).saturating_add(self.plan.power(false));
        let house = proposal.decision.as_ref().and_then(|decision| decision.tally.houses.0.first());
        let electorate = house.map_or(0, |house| house.electorate);
        if electorate > ours {
            self.observer.note(&format!(
                "{} of the {} that may vote belong to others, who count as staying away",
                amounts::pretty(electorate.saturating_sub(ours)),
                amounts::pretty(electorate)
            ));
        }
    }

    /// Waits until the proposal is concluded, through confirmation and timelock.
    async fn conclude(&self, id: ProposalId) -> Result<()> {
        let mut heads = self.chain.heads().await?;
        let mut step = None;
        loop {
            let at = self.chain.head().await?;
            let now = height(&at);
            let proposal = proposals::read(&at, id).await?;
            let current = match &proposal.status {
                Status::Deciding => {
                    let decision = proposal.decision.as_ref();
                    decision.map(|decision| {
                        let since = decision.confirming_since.unwrap_or(now);
                        (Step::Confirm, now.saturating_sub(since), decision.rules.confirmation)
                    })
                }
                Status::Timelocked { approved, until } => {
                    let total = until.saturating_sub(*approved);
                    Some((Step::Timelock, now.saturating_sub(*approved), total))
                }
                _ => None,
            };
            self.follow(&mut step, current);
            if proposals::is_concluded(&proposal.status) {
                return Ok(());
            }
            heads.next().await?;
        }
    }

    fn follow(&self, step: &mut Option<Step>, current: Option<(Step, u32, u32)>) {
        let next = current.map(|(step, _, _)| step);
        if *step != next {
            if let Some(done) = *step {
                self.observer.end(done);
            }
            if let Some((begun, _, total)) = current {
                self.observer.begin(begun, u64::from(total));
            }
            *step = next;
        }
        if let Some((step, done, total)) = current {
            self.observer.progress(step, u64::from(done.min(total)));
        }
    }

    /// Claims the payment, and sees that it arrives; returns what was paid.
    async fn pay(&self, id: ProposalId) -> Result<u128> {
        let at = self.chain.head().await?;
        if !matches!(proposals::read(&at, id).await?.status, Status::Executed { .. }) {
            return Ok(0);
        }
        self.observer.begin(Step::Pay, 1);
        let open = treasury::spends(&at).await?;
        let ours = open.iter().find(|(_, spend)| spend.proposal == Some(id));
        if let Some((spend, _)) = ours {
            treasury::payout(self.chain, self.key, *spend).await?;
        }
        let arrived = account(&self.chain.head().await?, &self.beneficiary()).await?;
        let arrived = arrived.map_or(0, |account| account.data.free);
        if arrived < self.options.amount {
            return Err(Error::Outcome(format!(
                "{} should have been paid {}, and has {}",
                self.beneficiary(),
                amounts::pretty(self.options.amount),
                amounts::pretty(arrived)
            )));
        }
        self.observer.end(Step::Pay);
        Ok(self.options.amount)
    }

    fn beneficiary(&self) -> AccountId {
        self.options.beneficiary.unwrap_or_else(|| self.plan.beneficiary())
    }

    async fn report(
        &self,
        id: ProposalId,
        voters: u64,
        paid: u128,
        meter: &Meter,
    ) -> Result<Report> {
        let proposal = proposals::read(&self.chain.head().await?, id).await?;
        let house = proposal.decision.as_ref().and_then(|decision| decision.tally.houses.0.first());
        let took: Took = meter.read(self.chain).await?;
        Ok(Report {
            aye: house.map_or(0, |house| house.ayes),
            nay: house.map_or(0, |house| house.nays),
            voters,
            outcome: match paid {
                0 => proposals::status_name(&proposal).to_string(),
                _ => "paid".to_string(),
            },
            counts: self.plan.counting.name(),
            rows: self.plan.rows as u64,
            proposal: id,
            paid,
            beneficiary: self.beneficiary().to_string(),
            executed_at: match proposal.status {
                Status::Executed { at } => Some(at),
                _ => None,
            },
            took,
        })
    }
}
