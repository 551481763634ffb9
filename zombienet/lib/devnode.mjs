// A dev chain of one node, for as long as a test takes.

import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { answers } from './chain.mjs';
import { start, stop, tail } from './processes.mjs';

/** Starts a temporary dev chain that keeps the state of every block. */
export async function startDevNode(binary, { blockTime = 250 } = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'althing-dev-'));
  const log = join(directory, 'node.log');
  const port = await freePort();
  const child = start(
    binary,
    [
      ...['--chain', 'dev', '--tmp', '--block-time', blockTime, '--state-pruning', 'archive'],
      ...['--rpc-port', port, '--port', 0, '--no-prometheus'],
    ].map(String),
    { log },
  );
  const url = `ws://127.0.0.1:${port}`;
  const end = async () => {
    await stop(child);
    rmSync(directory, { recursive: true });
  };
  try {
    await answers(url, 30);
  } catch (error) {
    const said = tail(log);
    await end();
    throw new Error(`${error.message}; the node says:\n${said}`);
  }
  return { url, log: () => tail(log), stop: end };
}

/** A port that nothing listens on. */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
