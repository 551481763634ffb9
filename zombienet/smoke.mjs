// Four validators under zombienet: all of them finalize; a ballot sent to one is read as final from
// another; one of them is killed, the others go on, and started again it catches up.
//
//   ALTHING_NODE=…/althing-node node smoke.mjs

import { fileURLToPath } from 'node:url';

import { ballotIn, openPoll } from './lib/poll.mjs';
import { connect, finalizedNumber, finalizedState, key, send, until } from './lib/chain.mjs';
import { Network } from './lib/network.mjs';

const CONFIG = fileURLToPath(new URL('smoke.toml', import.meta.url));
const began = Date.now();

function report(what) {
  console.log(`${((Date.now() - began) / 1000).toFixed(0).padStart(4)} s  ${what}`);
}

/** Every node sees at least this block as final. */
async function allFinalize(apis, height, seconds) {
  for (const [name, api] of apis) {
    await until(`${name} sees block ${height} as final`, seconds, async () => (await finalizedNumber(api)) >= height);
  }
}

/** A ballot sent to one node is read, as final, from another. */
async function ballotTravels(poll, voter, choice, from, to) {
  const who = await key(voter);
  await send(from, from.tx.voting.vote(poll, choice), who);
  await until(`${voter}'s ballot is final`, 60, async () => {
    const ballot = await ballotIn(await finalizedState(to), poll, who.address);
    return ballot === choice;
  });
}

async function smoke(network, apis) {
  for (const name of network.names) {
    apis.set(name, await connect(network.url(name)));
  }
  report(`${apis.size} nodes are up`);

  await allFinalize(apis, 5, 90);
  report('each of them has block 5 as final');

  const poll = await openPoll(apis.get('alice'), await key('Alice'));
  report(`proposal ${poll} is under decision`);

  await ballotTravels(poll, 'Bob', 'Aye', apis.get('alice'), apis.get('charlie'));
  report("Bob's ballot, sent to alice, is read as final from charlie");

  await apis.get('dave').disconnect();
  await network.kill('dave');
  apis.delete('dave');
  const before = await finalizedNumber(apis.get('alice'));
  await allFinalize(apis, before + 5, 60);
  report('dave is killed; the other three finalize five more blocks');

  await ballotTravels(poll, 'Charlie', 'Nay', apis.get('bob'), apis.get('alice'));
  const missed = await finalizedNumber(apis.get('alice'));
  network.restart('dave');
  const dave = await connect(network.url('dave'));
  apis.set('dave', dave);
  await allFinalize(apis, missed + 3, 90);
  const ballot = await ballotIn(await finalizedState(dave), poll, (await key('Charlie')).address);
  if (ballot !== 'Nay') {
    throw new Error(`dave has ${ballot} for the ballot that was cast while it was down`);
  }
  report('dave is started again and has caught up, with the ballot it missed');
}

let network;
const apis = new Map();
const disconnect = () => Promise.all([...apis.values()].map((api) => api.disconnect()));
try {
  network = await Network.start(CONFIG);
  await smoke(network, apis);
  await disconnect();
  await network.stop({ keep: false });
  report('passed, and no process is left');
  process.exit(0);
} catch (error) {
  console.error(error.message);
  await disconnect();
  for (const name of network?.names ?? []) {
    console.error(`-- ${name}\n${network.log(name)}`);
  }
  await network?.stop();
  process.exit(1);
}
