// Child processes that leave nothing behind, however this process ends.
//
// Each runs in a process group of its own; ending it means ending the whole group, which is how
// zombienet's nodes are reached: zombienet itself would leave them running.

import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const GRACE = 15_000;
const groups = new Set();

/** The program that an environment variable names. */
export function program(variable) {
  const path = process.env[variable];
  if (!path) {
    throw new Error(`${variable} is not set; it names a program, as scripts/e2e.sh sets it`);
  }
  return path;
}

/** Starts a program in a process group of its own, with its output in a file. */
export function start(program, args, { log, env = {} }) {
  const output = openSync(log, 'a');
  const child = spawn(program, args, {
    detached: true,
    env: { ...process.env, ...env },
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  if (child.pid === undefined) {
    throw new Error(`${program} cannot be started`);
  }
  groups.add(child.pid);
  return child;
}

/** Ends a process and all it has started: asked first, then forced. */
export async function stop(child) {
  const group = child.pid;
  signal(group, 'SIGTERM');
  const deadline = Date.now() + GRACE;
  while (signal(group, 0) && Date.now() < deadline) {
    await sleep(100);
  }
  signal(group, 'SIGKILL');
  groups.delete(group);
}

/** Kills one process by its id, without notice, and waits until it is gone. */
export async function kill(pid) {
  process.kill(pid, 'SIGKILL');
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await sleep(50);
  }
}

/** The last lines of a file, for a message. */
export function tail(file, lines = 20) {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  } catch {
    return '(nothing)';
  }
}

/** Sends a signal to a process group; false if it has no process left. */
function signal(group, name) {
  try {
    process.kill(-group, name);
    return true;
  } catch {
    return false;
  }
}

/** The last resort: whatever still runs when this process ends is killed. */
function killAll() {
  for (const group of groups) {
    signal(group, 'SIGKILL');
  }
  groups.clear();
}

process.on('exit', killAll);
for (const [name, code] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]]) {
  process.on(name, () => process.exit(code));
}
