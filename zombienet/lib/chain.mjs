// What the tests ask of a chain through @polkadot/api.

import { ApiPromise, Keyring, WsProvider } from '@polkadot/api';
import { blake2AsHex, cryptoWaitReady } from '@polkadot/util-crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** One THG in the smallest unit. */
export const THG = 10n ** 12n;

/** Connects to a node, once it answers. */
export async function connect(url) {
  await answers(url, 30);
  const provider = new WsProvider(url, 500, {}, 20_000);
  return ApiPromise.create({ provider, noInitWarn: true, throwOnConnect: false });
}

/** The well-known key of that name. */
export async function key(name) {
  await cryptoWaitReady();
  return new Keyring({ type: 'sr25519', ss58Format: 42 }).addFromUri(`//${name}`);
}

/** Asks again and again until the answer is neither false nor undefined, and gives that answer. */
export async function until(what, seconds, ask) {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) {
      return answer;
    }
    if (Date.now() > deadline) {
      throw new Error(`${what}: not within ${seconds} s`);
    }
    await sleep(250);
  }
}

/** Waits until a node answers. */
export async function answers(url, seconds) {
  const health = `${url.replace('ws', 'http')}/health`;
  const ask = () => fetch(health).then(() => true, () => false);
  await until(`an answer from ${url}`, seconds, ask);
}

/** The number of the last final block, as this node sees it. */
export async function finalizedNumber(api) {
  const header = await api.rpc.chain.getHeader(await api.rpc.chain.getFinalizedHead());
  return header.number.toNumber();
}

/** The state as of the last final block, as this node sees it. */
export async function finalizedState(api) {
  return api.at(await api.rpc.chain.getFinalizedHead());
}

/** Signs a call, sends it, and returns the events it caused once it is in a block. */
export async function send(api, call, signer, { finalized = false } = {}) {
  const { events } = await new Promise((resolve, reject) => {
    call.signAndSend(signer, { nonce: -1 }, (result) => {
      if (result.dispatchError) {
        reject(new Error(`${name(call)}: ${explain(api, result.dispatchError)}`));
      } else if (result.isError) {
        reject(new Error(`${name(call)}: ${result.status.type}`));
      } else if (finalized ? result.isFinalized : result.isInBlock || result.isFinalized) {
        resolve(result);
      }
    }).catch(reject);
  });
  return events.map(({ event }) => event);
}

/** The first event of that pallet and name; its absence is an error. */
export function find(events, section, method) {
  const found = events.find((event) => event.section === section && event.method === method);
  if (!found) {
    const seen = events.map((event) => `${event.section}.${event.method}`).join(', ');
    throw new Error(`no ${section}.${method} among ${seen}`);
  }
  return found;
}

/** A call as the bounded bytes that a proposal takes. */
export function inline(call) {
  return { Inline: call.method.toHex() };
}

/** A proposal's text: the hash of its words, and where they are. */
export function text(words) {
  return { hash: blake2AsHex(words), uri: `data:,${encodeURIComponent(words)}` };
}

function name(call) {
  return `${call.method.section}.${call.method.method}`;
}

function explain(api, error) {
  if (!error.isModule) {
    return error.toString();
  }
  const { section, name, docs } = api.registry.findMetaError(error.asModule);
  return `${section}.${name}: ${docs.join(' ')}`;
}
