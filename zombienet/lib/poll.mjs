// Proposals, and the ballots on them.

import { find, inline, send, text, THG, until } from './chain.mjs';

/** The track for spends of up to 10,000 THG. */
const SMALL_SPEND = 2;

/** Proposes that the treasury makes a small payment; gives the proposal's id once it is decided on. */
export async function openPoll(api, proposer, { amount = 10n * THG, beneficiary = proposer.address } = {}) {
  const spend = api.tx.daoTreasury.spend(amount, beneficiary, null, null, null);
  return propose(api, proposer, SMALL_SPEND, spend, 'A payment, to see that it works.');
}

/** Submits a proposal, puts down its deposit, waits until its decision has started; gives its id. */
export async function propose(api, proposer, track, call, words) {
  const submit = api.tx.proposals.submit(track, inline(call), text(words));
  const id = find(await send(api, submit, proposer), 'proposals', 'Submitted').data[0].toNumber();
  const { decisionDeposit } = (await api.query.proposals.tracks(track)).unwrap();
  await send(api, api.tx.proposals.sponsor(id, decisionDeposit), proposer);
  await until(`the decision on proposal ${id} starts`, 120, async () => (await status(api, id)) === 'Deciding');
  return id;
}

/** Votes for proposals, and waits until they are carried out. */
export async function carry(api, voter, ...ids) {
  for (const id of ids) {
    find(await send(api, api.tx.voting.vote(id, 'Aye'), voter), 'voting', 'Voted');
  }
  for (const id of ids) {
    await until(`proposal ${id} is carried out`, 120, async () => (await status(api, id)) === 'Executed');
  }
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
