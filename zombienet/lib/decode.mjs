// Decodes a whole chain and proves it: what is decoded has to encode to the same bytes again.

import { Metadata, TypeRegistry } from '@polkadot/types';
import { stringToU8a } from '@polkadot/util';
import { xxhashAsHex } from '@polkadot/util-crypto';

/** Where `System` keeps the events of a block. */
const EVENTS = xxhashAsHex(stringToU8a('System'), 128) + xxhashAsHex(stringToU8a('Events'), 128).slice(2);

/** Decodes every extrinsic and event from block 1 to `last`; returns how often each was seen. */
export async function decodeChain(api, last) {
  const seen = { calls: new Map(), events: new Map() };
  for (let number = 1; number <= last; number++) {
    const hash = (await api.rpc.chain.getBlockHash(number)).toHex();
    const { block } = await api.rpc.chain.getBlock.raw(hash);
    for (const raw of block.extrinsics) {
      const { method } = again(api.registry, 'Extrinsic', raw, number);
      count(seen.calls, method);
    }
    const raw = (await api.rpc.state.getStorage.raw(EVENTS, hash)) ?? '0x00';
    for (const { event } of again(api.registry, 'Vec<FrameSystemEventRecord>', raw, number)) {
      event.toHuman();
      count(seen.events, event);
    }
  }
  return seen;
}

/** Decodes the metadata in each of these versions. */
export async function decodeMetadata(api, versions) {
  const offered = (await api.call.metadata.metadataVersions()).map((version) => version.toNumber());
  for (const version of versions) {
    if (!offered.includes(version)) {
      throw new Error(`the runtime offers metadata ${offered.join(', ')}, not ${version}`);
    }
    const answer = await api.call.metadata.metadataAtVersion(version);
    const metadata = new Metadata(new TypeRegistry(), answer.unwrap().toHex());
    if (metadata.version !== version || metadata.asLatest.pallets.length === 0) {
      throw new Error(`metadata ${version} does not decode`);
    }
  }
}

function again(registry, type, raw, number) {
  const decoded = registry.createType(type, raw);
  if (decoded.toHex() !== raw) {
    throw new Error(`block ${number}: ${type} does not encode to the bytes it was decoded from:\n${raw}`);
  }
  return decoded;
}

function count(map, { section, method }) {
  const name = `${section}.${method}`;
  map.set(name, (map.get(name) ?? 0) + 1);
}
