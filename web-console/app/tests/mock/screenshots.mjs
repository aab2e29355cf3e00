// Walks every page on the mock server in a headless browser: pictures at 1280 and 360 px, axe on each, no console error, no CSP
// violation, no sideways scrolling. Exits with 1 when something is wrong. Usage: screenshots.mjs [folder]
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { startMock } from './server.mjs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const web = process.env.CHANCERY_WEB_OUT ?? fileURLToPath(new URL('../../../../build/web', import.meta.url));
const folder = process.argv[2] ?? fileURLToPath(new URL('../../../../build/console-shots', import.meta.url));
mkdirSync(folder, { recursive: true });

const pages = [
  ['inbox', '/inbox'], ['claimable', '/inbox/claimable'], ['acted', '/inbox/acted'], ['start', '/start'], ['start-seal', '/start/seal-use'], ['start-certificate', '/start/certificate'],
  ['task-affix', '/tasks/t1'], ['task-sign', '/tasks/t2'], ['task-accept', '/tasks/t3'], ['task-attendance', '/tasks/t4'], ['case', '/cases/c-t1'], ['refused', '/cases/c-refused/received'],
  ['meetings', '/meetings'], ['meeting', '/meetings/m1'], ['book', '/registers/seal-use-book'], ['seals', '/registers/seal'], ['people', '/people'], ['incidents', '/incidents'], ['password', '/password'], ['missing', '/nowhere'],
];
const faults = [];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
const mock = await startMock({ web });

async function check(page, name) {
  await page.evaluate(axeSource); // through the debugger: the page's CSP forbids a script tag, as it should
  // What the bar at the foot of a phone covers can be scrolled free; axe would call it obscured.
  await page.evaluate(() => document.querySelectorAll('.bar, .side').forEach((bar) => { bar.style.position = 'static'; }));
  const found = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  for (const violation of found.violations) faults.push(`${name}: axe ${violation.id}: ${violation.nodes.slice(0, 3).map((node) => node.target.join(' ') + ' ' + (node.any[0]?.message ?? node.all[0]?.message ?? '')).join(' | ')}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) faults.push(`${name}: ${wide} px of sideways scrolling`);
}
async function shot(page, name) {
  await page.waitForLoadState('domcontentloaded');
  await page.waitForTimeout(500);
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  await check(page, name);
}

for (const [width, height, language] of [[1280, 860, 'zh-CN'], [360, 740, 'zh-CN'], [1280, 860, 'en']]) {
  const context = await browser.newContext({ viewport: { width, height }, bypassCSP: false, locale: 'zh-CN' });
  const page = await context.newPage();
  const label = (name) => `${name}-${width}${language === 'en' ? '-en' : ''}`;
  let here = '';
  page.on('console', (message) => { if (message.type() === 'error' && !message.text().includes('401')) faults.push(`${here}: console: ${message.text()}`); });
  page.on('pageerror', (error) => faults.push(`${here}: ${error}`));
  await page.addInitScript(`localStorage.setItem('chancery.locale', '${language}')`);
  await page.goto(`${mock.address}/`);
  here = label('sign-in');
  await shot(page, here);
  await page.fill('#account', 'g-accountant');
  await page.fill('#password', 'secret-secret');
  await page.click('button[type=submit]');
  await page.waitForURL('**/inbox');
  for (const [name, path] of pages) {
    here = label(name);
    await page.goto(mock.address + path);
    await shot(page, here);
  }
  here = label('task-errors');
  await page.goto(`${mock.address}/tasks/t2`);
  await page.click('[data-verb=complete]');
  await shot(page, here);
  here = label('dialog');
  await page.goto(`${mock.address}/tasks/t2`);
  await page.click('[data-verb=delegate]');
  await page.waitForTimeout(400);
  await shot(page, here);
  here = label('task-refused');
  await page.request.post(`${mock.address}/api/v1/session`, { data: { account: 'g-chair', password: 'x' } });
  await page.goto(`${mock.address}/tasks/t1`);
  await shot(page, here);
  await context.close();
}
await browser.close();
mock.close();
console.log(faults.length ? [...new Set(faults)].join('\n') : 'no faults');
process.exit(faults.length ? 1 : 0);
