// A headless Chromium with one signed-in window per account, the checks that hold on every page, and pictures in build/e2e.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { root } from './chancery.mjs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const axeRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const folder = process.env.CHANCERY_E2E_OUT ?? join(root, 'build/e2e');
mkdirSync(folder, { recursive: true });

export const wide = { width: 1280, height: 860 };
export const phone = { width: 360, height: 740 };

export async function openBrowser(server) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
  const windows = new Map();

  async function freshPage({ viewport = wide, language = 'zh-CN' } = {}) {
    const context = await browser.newContext({ viewport, locale: 'zh-CN', baseURL: server.address });
    await context.addInitScript((locale) => localStorage.getItem('chancery.locale') ?? localStorage.setItem('chancery.locale', locale), language);
    const page = await context.newPage();
    page.faults = [];
    page.on('pageerror', (error) => page.faults.push(String(error)));
    page.on('console', (message) => { if (message.type() === 'error' && !/status of 4\d\d|status of 503/.test(message.text())) page.faults.push(message.text()); });
    return page;
  }

  /** The window of an account, signed in through the sign-in page the first time. */
  async function as(account, options = {}) {
    const key = `${account} ${JSON.stringify(options)}`;
    if (windows.has(key)) return windows.get(key);
    const page = await freshPage(options);
    await signIn(page, account, server.passwordOf(account));
    windows.set(key, page);
    return page;
  }

  /** Closes every window: who was signed in must sign in again. */
  async function forget() {
    await Promise.all([...windows.values()].map((page) => page.context().close()));
    windows.clear();
  }

  return { freshPage, as, forget, close: () => browser.close() };
}

export async function signIn(page, account, password) {
  await page.goto('/sign-in');
  await page.fill('#account', account);
  await page.fill('#password', password);
  await page.click('button[type=submit]');
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'), { timeout: 15_000 });
}

export async function picture(page, name) {
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

/** Accessible, no script fault, nothing hangs out of a narrow window. */
export async function assertSound(page, name) {
  await page.evaluate(axeSource); // through the debugger: the page's CSP forbids foreign scripts
  // What the bar at the foot of a phone covers can be scrolled free; axe would call it obscured.
  await page.evaluate(() => document.querySelectorAll('.bar, .side').forEach((bar) => { bar.style.position = 'static'; }));
  const { violations } = await page.evaluate((rules) => globalThis.axe.run(document, { runOnly: rules }), axeRules);
  assert.deepEqual(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`), [], `${name}: accessibility`);
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(sideways, 0, `${name}: sideways scrolling`);
  assert.deepEqual(page.faults.splice(0), [], `${name}: faults in the console`);
}

/** A read through the window's own session. */
export async function read(page, path) {
  const response = await page.request.get(path, { headers: { 'Accept-Language': 'zh-CN' } });
  assert.ok(response.ok(), `GET ${path}: ${response.status()} ${await response.text()}`);
  return response.json();
}

/** An act past the console, as a forger would send it: { status, problem }. */
export async function forge(page, path, { body, version, key = String(Math.random()) } = {}) {
  const { csrf } = await read(page, '/api/v1/session');
  const headers = { 'X-CSRF-Token': csrf, 'Idempotency-Key': key, ...(version ? { 'If-Match': `"${version}"` } : {}) };
  const response = await page.request.post(path, { headers, data: body ?? undefined });
  return { status: response.status(), body: await response.json().catch(() => null) };
}
