// The chain as polkadot.js sees it: takes part in a decision of its own by signing calls of every
// Althing pallet, then decodes each extrinsic and event of the demo's chain, and the metadata.
//
//   ALTHING_NODE=…/althing-node ALTHING=…/althing node polkadot-js.mjs

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { attest } from './lib/attest.mjs';
import { connect, find, key, send, THG, until } from './lib/chain.mjs';
import { decodeChain, decodeMetadata } from './lib/decode.mjs';
import { startDevNode } from './lib/devnode.mjs';
import { carry, openPoll } from './lib/poll.mjs';
import { program } from './lib/processes.mjs';
import { keepRecords } from './lib/records.mjs';

const OWN_PALLETS = ['proposals', 'voting', 'daoTreasury', 'attestations', 'records'];
const began = Date.now();

function report(what) {
  console.log(`${((Date.now() - began) / 1000).toFixed(0).padStart(4)} s  ${what}`);
}

/** Runs the demo on this chain. */
async function demo(url) {
  try {
    await promisify(execFile)(program('ALTHING'), ['--url', url, 'demo'], { maxBuffer: 1 << 28 });
  } catch (error) {
    throw new Error(`the demo failed:\n${error.stderr ?? error.message}`);
  }
}

/** Stakes, proposes a payment, votes for it, and has the treasury pay it. */
async function decide(api) {
  const alice = await key('Alice');
  const beneficiary = (await key('Ferdie')).address;
  const staked = await send(api, api.tx.voting.stake(0, 500_000_000n * THG), alice);
  find(staked, 'voting', 'Staked');
  const { settledFrom } = await api.call.votingApi.say(alice.address);
  await until('the stake counts', 60, async () => {
    const { epoch } = await api.call.votingApi.say(alice.address);
    return epoch.toNumber() >= settledFrom.toNumber();
  });
  report('staked, by voting.stake; the stake counts');

  const before = await free(api, beneficiary);
  const id = await openPoll(api, alice, { amount: 10n * THG, beneficiary });
  report(`proposal ${id} is under decision, by proposals.submit and proposals.sponsor`);
  await carry(api, alice, id);
  report('voted for, confirmed and carried out, by voting.vote');

  const [spend] = (await api.query.daoTreasury.spends.keys()).map(({ args }) => args[0].toNumber());
  await send(api, api.tx.daoTreasury.payout(spend), alice);
  const paid = (await free(api, beneficiary)) - before;
  if (paid !== 10n * THG) {
    throw new Error(`the beneficiary has ${paid} more, not 10 THG`);
  }
  report('paid, by daoTreasury.payout');
}

async function free(api, who) {
  return (await api.query.system.account(who)).data.free.toBigInt();
}

/** Every extrinsic and event up to now decodes, and each own pallet is among them. */
async function decodeAll(api) {
  const last = (await api.rpc.chain.getHeader()).number.toNumber();
  const { calls, events } = await decodeChain(api, last);
  for (const pallet of OWN_PALLETS) {
    for (const [what, seen] of Object.entries({ calls, events })) {
      if (![...seen.keys()].some((name) => name.startsWith(`${pallet}.`))) {
        throw new Error(`no ${what} of ${pallet} are on this chain`);
      }
    }
  }
  const sum = (seen) => [...seen.values()].reduce((total, times) => total + times, 0);
  report(
    `decoded ${sum(calls)} extrinsics and ${sum(events)} events of ${events.size} kinds in ${last} blocks`,
  );
}

async function run(url) {
  await demo(url);
  report('the demo is done');
  const api = await connect(url);
  await decodeMetadata(api, [14, 15, 16]);
  report('metadata 14, 15 and 16 decode');
  await decide(api);
  await attest(api, await key('Alice'), report);
  await keepRecords(api, await key('Alice'), report);
  await decodeAll(api);
  await api.disconnect();
}

let node;
try {
  node = await startDevNode(program('ALTHING_NODE'));
  await run(node.url);
  await node.stop();
  report('passed');
  process.exit(0);
} catch (error) {
  console.error(error.message);
  if (node) {
    console.error(`-- the node\n${node.log()}`);
    await node.stop();
  }
  process.exit(1);
}
