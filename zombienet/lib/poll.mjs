// A small proposal that asks the treasury for a payment, and the ballots on it.

import { find, inline, send, text, THG, until } from './chain.mjs';

/** The track for spends of up to 10,000 THG. */
const SMALL_SPEND = 2;

/** Submits a proposal, puts down its deposit, waits until its decision has started; gives its id. */
export async function openPoll(api, proposer, { amount = 10n * THG, beneficiary = proposer.address } = {}) {
  const spend = api.tx.daoTreasury.spend(amount, beneficiary, null, null);
  const submit = api.tx.proposals.submit(SMALL_SPEND, inline(spend), text('A payment, to see that it works.'));
  const events = await send(api, submit, proposer);
  const id = find(events, 'proposals', 'Submitted').data[0].toNumber();
  const { decisionDeposit } = (await api.query.proposals.tracks(SMALL_SPEND)).unwrap();
  await send(api, api.tx.proposals.sponsor(id, decisionDeposit), proposer);
  await until(`the decision on proposal ${id} starts`, 120, async () => (await status(api, id)) === 'Deciding');
  return id;
}

/** The state that a proposal is in. */
export async function status(api, id) {
  return (await api.query.proposals.proposals(id)).unwrap().status.type;
}

/** What an account has voted for; nothing if it has not. */
export async function ballotIn(state, poll, who) {
  const ballot = await state.query.voting.ballots(poll, who);
  return ballot.isSome ? ballot.unwrap().choice.type : undefined;
}
