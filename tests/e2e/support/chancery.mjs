// The program under test: a fresh demonstration database, a server on a free port, and its end.
import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

export const root = resolve(import.meta.dirname, '../../..');
const startWithinMs = 30_000;

/** The executable, or null when there is none. */
export function chanceryBinary() {
  const path = process.env.CHANCERY_BIN ?? join(root, 'build/bin/chancery');
  return existsSync(path) ? path : null;
}

// Another time of day for one process alone: its real-time clock is shifted, waiting goes by the true one.
const clockLibrary = '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1';

/**
 * Makes a demonstration database and serves it: { address, passwordOf(account), log(), kill(signal), restart(), advance(days), stop() }.
 * `daysAgo` is how far its clock lies behind; advance brings it forward over a restart.
 * With CHANCERY_URL a server that already runs is used as it is.
 */
export async function startChancery({ daysAgo = 0 } = {}) {
  const given = process.env.CHANCERY_URL;
  if (given) return { address: given, passwordOf: () => process.env.CHANCERY_PASSWORD ?? 'demonstration', log: () => '', stop: async () => undefined };
  const binary = chanceryBinary();
  const folder = mkdtempSync(join(tmpdir(), 'chancery-e2e-'));
  const environment = () => {
    if (!daysAgo) return process.env;
    if (!existsSync(clockLibrary)) throw new Error(`${clockLibrary} is missing: run script/bootstrap --test`);
    return { ...process.env, LD_PRELOAD: clockLibrary, FAKETIME: `-${daysAgo}d`, FAKETIME_DONT_FAKE_MONOTONIC: '1' };
  };
  const { stdout } = await promisify(execFile)(binary, ['demo', '--data', folder], { cwd: root, env: environment() });
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  let log = '';
  let child = null;

  async function start() {
    const web = process.env.CHANCERY_WEB ?? join(root, 'build/web');
    child = spawn(binary, ['serve', '--data', folder, '--web', web, '--port', String(port)], { cwd: root, env: environment(), stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.on('data', (bytes) => { log += bytes; });
    child.stderr.on('data', (bytes) => { log += bytes; });
    const until = Date.now() + startWithinMs;
    for (;;) {
      if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}:\n${log}`);
      if ((await fetch(`${address}/readyz`).catch(() => null))?.ok) return;
      if (Date.now() > until) throw new Error(`the server was not ready after ${startWithinMs} ms:\n${log}`);
      await new Promise((done) => setTimeout(done, 100));
    }
  }
  async function kill(signal) {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill(signal);
    await ended;
  }
  await start();
  return {
    address,
    passwordOf: (account) => passwordFrom(stdout, account),
    log: () => log,
    kill,
    restart: async () => { await kill('SIGKILL'); await start(); },
    advance: async (days) => { await kill('SIGTERM'); daysAgo -= days; await start(); },
    stop: async () => { await kill('SIGTERM'); rmSync(folder, { recursive: true, force: true }); },
  };
}

// `chancery demo` prints one line per account with its password in it, or one password for all.
function passwordFrom(text, account) {
  const line = text.split('\n').find((one) => one.trim().split(/[\s|,:]+/).includes(account)) ?? '';
  const own = line.trim().split(/[\s|]+/)[1];
  const common = /(?:password|密码)[^\S\n]*[::]?[^\S\n]*(\S+)/i.exec(text)?.[1];
  return process.env.CHANCERY_PASSWORD ?? common ?? own ?? '';
}

function freePort() {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => { const { port } = probe.address(); probe.close(() => done(port)); });
  });
}

/** Names of persons as the demonstration data give them, by account. */
export function demoPeople() {
  const people = JSON.parse(readFileSync(join(root, 'config/demo/people.json'), 'utf8'));
  const named = new Map();
  for (const one of people) for (const account of one.accounts ?? []) named.set(account, { name: one.name.zh ?? one.name, unit: one.unit, key: one.person });
  return named;
}
