// The console's behaviour on the mock server, in a headless browser: sending, refusals, stale tabs, lost connection, drafts, live updates.
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { startMock } from './server.mjs';

const web = process.env.CHANCERY_WEB_OUT ?? fileURLToPath(new URL('../../../../build/web', import.meta.url));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
const mock = await startMock({ web });

async function signedIn(account = 'g-accountant') {
  const context = await browser.newContext({ locale: 'zh-CN', baseURL: mock.address, viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  await page.goto('/');
  await page.fill('#account', account);
  await page.fill('#password', 'secret-secret');
  await page.click('button[type=submit]');
  await page.waitForURL('**/inbox');
  return page;
}
const field = (page, key) => page.locator(`[data-field="${key}"]`);
const text = (page, key) => field(page, key).locator('input, textarea').first();
async function fillSealUse(page, title) {
  await field(page, 'seal').locator('select').selectOption({ index: 1 });
  await field(page, 'kind').locator('input').click();
  await page.locator('.el-select-dropdown__item:visible').first().click();
  await text(page, 'title').fill(title);
  await text(page, 'purpose').fill('报送材料');
  await field(page, 'file').locator('input[type=file]').setInputFiles({ name: '函.pdf', mimeType: 'application/pdf', buffer: Buffer.from('x') });
  await field(page, 'file').getByRole('link', { name: '函.pdf' }).waitFor();
  for (const [key, value] of [['pages', '2'], ['copies', '2'], ['impressions', '3']]) await text(page, key).fill(value);
  await field(page, 'guarantee_no').locator('input').first().check();
}

const flows = {
  async 'wrong password says so and gives the focus back'() {
    const page = await (await browser.newContext({ baseURL: mock.address })).newPage();
    await page.goto('/');
    await page.fill('#account', 'x');
    await page.fill('#password', 'wrong');
    await page.click('button[type=submit]');
    await page.getByText('账号或密码不对').waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.id), 'password');
  },
  async 'a request: errors, check, change, send, number'() {
    const page = await signedIn();
    await page.goto('/start/seal-use');
    await page.locator('form button[type=submit]').click();
    const summary = page.locator('[aria-labelledby=error-summary-title]');
    await summary.waitFor();
    assert.match(await page.title(), /^错误/);
    assert.ok(await summary.evaluate((element) => element === document.activeElement));
    await summary.locator('a').first().click();
    assert.equal(await page.evaluate(() => document.activeElement.tagName), 'SELECT');
    await fillSealUse(page, '致示范苏木的函');
    await page.locator('form button[type=submit]').click();
    await page.getByText('提交前请核对').waitFor();
    await page.getByText('函.pdf').waitFor();
    await page.locator('.line', { hasText: '文件标题' }).locator('button').click();
    assert.equal(await text(page, 'title').inputValue(), '致示范苏木的函');
    await page.locator('form button[type=submit]').click();
    await page.getByRole('button', { name: '确认提交' }).click();
    await page.locator('[data-reference]').waitFor();
    assert.match(await page.locator('[data-reference]').textContent(), /^2026-/);
  },
  async 'a lost connection and a busy server keep what was typed'() {
    const page = await signedIn();
    for (const [word, said] of [['offline', '连不上服务器'], ['busy', '服务器正忙']]) {
      await page.goto('/start/seal-use');
      await fillSealUse(page, word);
      await page.locator('form button[type=submit]').click();
      await page.getByRole('button', { name: '确认提交' }).click();
      await page.getByText(said).first().waitFor();
      await page.getByRole('button', { name: '返回修改' }).click();
      assert.equal(await text(page, 'title').inputValue(), word);
    }
  },
  async 'a draft survives a reload and can be dropped'() {
    const page = await signedIn();
    await page.goto('/start/seal-use');
    await text(page, 'title').fill('半份');
    await page.waitForTimeout(600);
    await page.reload();
    await page.getByText('已恢复').waitFor();
    assert.equal(await text(page, 'title').inputValue(), '半份');
    await page.getByRole('button', { name: /不要这份草稿/ }).click();
    assert.equal(await text(page, 'title').inputValue(), '');
  },
  async 'a refusal by a check is explained above the form'() {
    const page = await signedIn();
    await page.goto('/tasks/t1');
    await field(page, 'paper_matches_text').locator('input').nth(1).check();
    for (const [key, value] of [['impressions', '1'], ['copies', '1'], ['place', 'refuse-me']]) await text(page, key).fill(value);
    await field(page, 'guarantee_no').locator('input').first().check();
    await page.locator('[data-verb=complete]').click();
    await page.locator('[data-constraint=approver-is-not-custodian]').first().waitFor();
    assert.equal(await text(page, 'place').inputValue(), 'refuse-me');
  },
  async 'when somebody else acted first, nothing typed is lost'() {
    const page = await signedIn();
    await page.goto('/tasks/t1');
    await text(page, 'place').fill('办公室');
    mock.tasks.get('t1').version = '99';
    await field(page, 'paper_matches_text').locator('input').nth(1).check();
    for (const [key, value] of [['impressions', '1'], ['copies', '1']]) await text(page, key).fill(value);
    await field(page, 'guarantee_no').locator('input').first().check();
    await page.locator('[data-verb=complete]').click();
    await page.locator('[data-stale]').getByRole('button').click();
    await page.locator('[data-stale]').waitFor({ state: 'hidden' });
    assert.equal(await text(page, 'place').inputValue(), '办公室');
    await page.locator('[data-verb=complete]').click();
    await page.locator('[data-act-done]').waitFor();
    await page.getByText('2026-0004').waitFor();
  },
  async 'another person\'s act is told while the page is open'() {
    const page = await signedIn();
    await page.goto('/tasks/t2');
    await page.locator('[data-task-form]').waitFor();
    await page.waitForTimeout(500);
    mock.tasks.get('t2').version = '50';
    mock.notify('task', { task: 't2' });
    await page.locator('[data-stale]').waitFor();
  },
  async 'a live notice reaches a second tab of the same browser'() {
    const page = await signedIn();
    const second = await page.context().newPage();
    await second.goto('/inbox');
    await second.locator('[data-task]').first().waitFor();
    await second.waitForTimeout(500);
    const before = await second.locator('[data-task]').count();
    mock.tasks.get('t5').assignee = { id: 'p4', name: '会计' };
    mock.notify('task', { task: 't5' });
    await second.waitForFunction((count) => document.querySelectorAll('[data-task]').length === count + 1, before);
    mock.tasks.get('t5').assignee = null;
  },
  async 'delegating asks to whom and why'() {
    const page = await signedIn();
    await page.goto('/tasks/t4');
    await page.locator('[data-verb=delegate]').click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('button[type=submit]').click();
    await dialog.getByText('请选择人员').waitFor();
    await dialog.locator('label', { hasText: '经办委员' }).click();
    await dialog.locator('button[type=submit]').click();
    await dialog.getByText('请填写原因').waitFor();
    await dialog.locator('#verb-reason').fill('外出');
    await dialog.locator('button[type=submit]').click();
    await page.getByText('已委派').first().waitFor();
  },
  async 'a lost session comes back to the same page with the draft'() {
    const page = await signedIn();
    await page.goto('/start/seal-use');
    await text(page, 'title').fill('没写完');
    await page.waitForTimeout(600);
    await page.context().clearCookies();
    await page.locator('nav.side a[href="/people"]').click();
    await page.getByText('登录已过期').waitFor();
    await page.fill('#account', 'g-accountant');
    await page.fill('#password', 'secret-secret');
    await page.click('button[type=submit]');
    await page.waitForURL('**/people');
    await page.goto('/start/seal-use');
    assert.equal(await text(page, 'title').inputValue(), '没写完');
  },
  async 'the language changes in place, for console and server texts'() {
    const page = await signedIn();
    await page.goto('/start');
    await page.getByRole('button', { name: 'EN' }).click();
    await page.getByRole('heading', { name: 'New request' }).waitFor();
    await page.getByText('Seal use').first().waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
    await page.reload();
    await page.getByRole('heading', { name: 'New request' }).waitFor();
  },
  async 'an absence is recorded, errors first'() {
    const page = await signedIn();
    await page.goto('/people');
    await page.locator('summary', { hasText: '登记外出' }).click();
    await page.getByRole('button', { name: '登记外出' }).click();
    await page.locator('[aria-labelledby=error-summary-title]').waitFor();
    await field(page, 'person').locator('select').selectOption({ index: 1 });
    await text(page, 'from').fill('2026-03-02');
    await text(page, 'until').fill('2026-03-04');
    await text(page, 'reason').fill('开会');
    await page.getByRole('button', { name: '登记外出' }).click();
    await page.getByText('外出已登记').waitFor();
  },
  async 'signing out forgets drafts'() {
    const page = await signedIn();
    await page.goto('/start/seal-use');
    await text(page, 'title').fill('私事');
    await page.waitForTimeout(600);
    await page.locator('.account summary').click();
    await text(page, 'title').fill('到最后一刻的私事');
    await page.locator('.account .link').click();
    await page.waitForURL(/\/sign-in$/);
    assert.equal(await page.evaluate(() => sessionStorage.length), 0);
  },
};

let failed = 0;
for (const [name, run] of Object.entries(flows)) {
  try {
    await run();
    console.log(`ok    ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAIL  ${name}\n${error.stack}`);
  }
  for (const context of browser.contexts()) await context.close();
}
await browser.close();
mock.close();
process.exit(failed ? 1 : 0);
