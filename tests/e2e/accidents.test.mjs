// What goes wrong in an office: wrong password, a tab left open, a double click, a lost connection, a server that was killed.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { forge, openBrowser, read, signIn } from './support/browser.mjs';
import { startChancery } from './support/chancery.mjs';

const account = 'g-clerk';

describe('accidents', { skip: process.env.CHANCERY_URL ? 'a given server is not written to' : false }, () => {
  let server;
  let browser;
  before(async () => {
    server = await startChancery();
    browser = await openBrowser(server);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  const claimable = async (page, fits = () => true) => {
    for (const { id } of (await read(page, '/api/v1/tasks?box=claimable')).items) {
      const task = await read(page, `/api/v1/tasks/${id}`);
      if (fits(task)) return task;
    }
    return assert.fail('the demonstration has no such task to claim');
  };
  const hasText = (task) => task.form?.components.some((one) => ['textfield', 'textarea'].includes(one.type) && !one.visibleWhen && !one.readonly);

  it('says that account or password is wrong, and not which', async () => {
    const page = await browser.freshPage();
    const say = async (name) => {
      await page.goto('/sign-in');
      await page.fill('#account', name);
      await page.fill('#password', 'certainly not');
      await page.click('button[type=submit]');
      return page.locator('[role=alert] .title').first().textContent();
    };
    assert.equal(await say(account), await say('nobody-of-that-name'));
  });

  it('keeps what was typed when somebody else acted first', async () => {
    const page = await browser.as(account);
    const task = await claimable(page, hasText);
    await page.goto(`/tasks/${task.id}`);
    const field = page.locator('[data-task-form] textarea, [data-task-form] input[type=text]:not([role=combobox])').first();
    await field.waitFor();
    await field.fill('打了很久的字');
    await page.evaluate(() => { globalThis.EventSource = undefined; });
    assert.equal((await forge(page, `/api/v1/tasks/${task.id}/claim`, { version: task.version })).status, 200);
    await page.locator('[data-verb=claim], [data-verb=complete]').first().click();
    const stale = page.locator('[data-stale]');
    if (await stale.or(page.locator('[aria-labelledby=error-summary-title]')).first().waitFor().then(() => stale.count())) {
      await stale.locator('button').click();
      await stale.waitFor({ state: 'hidden' });
    }
    assert.equal(await field.inputValue(), '打了很久的字');
    const now = await read(page, `/api/v1/tasks/${task.id}`);
    assert.equal((await forge(page, `/api/v1/tasks/${task.id}/release`, { version: now.version })).status, 200);
  });

  it('refuses an act without token, key or version, and an old version', async () => {
    const page = await browser.as(account);
    const task = await claimable(page);
    const path = `/api/v1/tasks/${task.id}/claim`;
    const { csrf } = await read(page, '/api/v1/session');
    const status = async (headers) => (await page.request.post(path, { headers })).status();
    assert.equal(await status({ 'Idempotency-Key': 'a', 'If-Match': `"${task.version}"` }), 403);
    assert.equal(await status({ 'X-CSRF-Token': csrf, 'If-Match': `"${task.version}"` }), 400);
    assert.equal(await status({ 'X-CSRF-Token': csrf, 'Idempotency-Key': 'b' }), 428);
    assert.equal((await forge(page, path, { version: '0' })).status, 400, 'no version has that number');
    assert.equal((await forge(page, path, { version: task.version })).status, 200);
    const release = `/api/v1/tasks/${task.id}/release`;
    const stale = await forge(page, release, { version: task.version });
    assert.deepEqual([stale.status, stale.body.code], [412, 'task.changed']);
    assert.equal((await forge(page, release, { version: stale.body.current.version })).status, 200);
  });

  it('does once what is sent twice', async () => {
    const page = await browser.as(account);
    const task = await claimable(page);
    const path = `/api/v1/tasks/${task.id}/claim`;
    const key = `twice-${Date.now()}`;
    const first = await forge(page, path, { version: task.version, key });
    const second = await forge(page, path, { version: task.version, key });
    assert.deepEqual([first.status, second.status], [200, 200]);
    assert.equal(second.body.event, first.body.event);
    const now = await read(page, `/api/v1/tasks/${task.id}`);
    assert.equal((await forge(page, `/api/v1/tasks/${task.id}/release`, { version: now.version, key })).status, 422, 'the key of another request');
    assert.equal((await forge(page, `/api/v1/tasks/${task.id}/release`, { version: now.version })).status, 200);
  });

  it('knows a key again after it was killed', async () => {
    const page = await browser.as(account);
    const task = await claimable(page);
    const key = `killed-${Date.now()}`;
    const claim = () => forge(page, `/api/v1/tasks/${task.id}/claim`, { version: task.version, key });
    const first = await claim();
    assert.equal(first.status, 200);
    await server.restart();
    const again = await claim();
    assert.deepEqual([again.status, again.body.event], [200, first.body.event]);
    const now = await read(page, `/api/v1/tasks/${task.id}`);
    const release = `/api/v1/tasks/${task.id}/release`;
    const released = await forge(page, release, { version: now.version, key: `${key}-2` });
    assert.equal(released.status, 200);
    await server.restart();
    const other = await forge(page, `/api/v1/tasks/${task.id}/claim`, { version: released.body.task.version, key });
    assert.deepEqual([other.status, other.body.code], [422, 'http.idempotency-reused']);
  });

  it('keeps the draft over a reload and says so when the server is away, then goes on', async () => {
    const page = await browser.as(account);
    await page.goto('/start');
    await page.locator('.grid a').first().click();
    const field = page.locator('form input[type=text]:not([role=combobox]), form textarea').first();
    await field.fill('没有提交的内容');
    await page.waitForTimeout(700);
    await server.kill('SIGKILL');
    await page.locator('nav.side a[href="/people"]').click();
    await page.locator('[role=alert]').first().waitFor();
    await server.restart();
    // The page asked for could not be fetched, so the window still shows the form.
    assert.match(page.url(), /\/start\//);
    await page.reload();
    if (page.url().includes('/sign-in')) await signIn(page, account, server.passwordOf(account));
    await page.locator('form input[type=text]:not([role=combobox]), form textarea').first().waitFor();
    assert.equal(await page.locator('form input[type=text]:not([role=combobox]), form textarea').first().inputValue(), '没有提交的内容');
  });

  it('forgets drafts at sign-out', async () => {
    const page = await browser.freshPage();
    await signIn(page, account, server.passwordOf(account));
    await page.goto('/start');
    await page.locator('.grid a').first().click();
    await page.locator('form input[type=text]:not([role=combobox]), form textarea').first().fill('别人不该看到');
    await page.waitForTimeout(700);
    await page.locator('.account summary').click();
    await page.locator('.account .link').click();
    await page.waitForURL(/\/sign-in$/);
    assert.equal(await page.evaluate(() => JSON.stringify(sessionStorage).includes('别人不该看到')), false);
  });
});
