// A network of several nodes, started by the zombienet command line.

import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { kill, program, start, stop, tail } from './processes.mjs';

const CLI = createRequire(import.meta.url).resolve('@zombienet/cli/dist/cli.js');
const START_TIMEOUT = 180_000;

export class Network {
  #directory;
  #cli;
  #nodes;
  #restarted = [];

  /** Starts the network that a file describes and returns once zombienet says that it is up. */
  static async start(config) {
    program('ALTHING_NODE'); // which zombienet puts into the configuration
    const network = new Network();
    network.#directory = mkdtempSync(join(tmpdir(), 'althing-network-'));
    const log = join(network.#directory, 'zombienet.log');
    const args = ['-p', 'native', '-l', 'text', '-f', '-d', network.#directory, 'spawn', config];
    network.#cli = start(process.execPath, [CLI, ...args], { log });
    try {
      network.#nodes = await network.#untilUp(log);
    } catch (error) {
      await network.stop();
      throw error;
    }
    return network;
  }

  /** The names of its nodes. */
  get names() {
    return [...this.#nodes.keys()];
  }

  /** Where a node listens. */
  url(name) {
    return this.#nodes.get(name).url;
  }

  /** What a node has logged last. */
  log(name) {
    return tail(join(this.#directory, `${name}.log`));
  }

  /** Ends a node without notice. */
  async kill(name) {
    await kill(this.#nodes.get(name).pid);
  }

  /** Starts a killed node again, with the same command and what it has on disk. */
  restart(name) {
    const { command } = this.#nodes.get(name);
    const log = join(this.#directory, `${name}.log`);
    appendFileSync(log, '-- killed and started again --\n');
    const child = start('bash', ['-c', `exec ${command}`], { log });
    this.#nodes.get(name).pid = child.pid;
    this.#restarted.push(child);
  }

  /** Ends every node; with `keep`, leaves their data and logs where they are and says where. */
  async stop({ keep = true } = {}) {
    await Promise.all([this.#cli, ...this.#restarted].map(stop));
    if (keep) {
      console.error(`The network's logs are in ${this.#directory}`);
    } else {
      rmSync(this.#directory, { recursive: true });
    }
  }

  /** Waits for the file that zombienet writes last, and reads from it what the nodes are. */
  async #untilUp(log) {
    const file = join(this.#directory, 'zombie.json');
    const deadline = Date.now() + START_TIMEOUT;
    while (Date.now() < deadline && this.#cli.exitCode === null) {
      const state = existsSync(file) && parse(readFileSync(file, 'utf8'));
      if (state) {
        return new Map(state.relay.map((node) => [node.name, node_of(node, state)]));
      }
      await sleep(200);
    }
    throw new Error(`zombienet did not start the network:\n${tail(log, 40)}`);
  }
}

function node_of({ name, wsUri }, state) {
  const { pid, cmd } = state.client.processMap[name];
  return { url: wsUri, pid, command: cmd.join(' ') };
}

/** What a JSON text says; nothing while it is still being written. */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
