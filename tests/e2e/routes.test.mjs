// Every page: accessible, sound, within the window, in both widths and languages; pictures in build/e2e.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { assertSound, openBrowser, phone, picture, read, wide } from './support/browser.mjs';
import { startChancery } from './support/chancery.mjs';

const account = process.env.CHANCERY_ACCOUNT ?? 'g-clerk';
const looks = [['wide', { viewport: wide }], ['phone', { viewport: phone }], ['english', { viewport: wide, language: 'en' }]];

describe('every page', () => {
  let server;
  let browser;
  let places;
  before(async () => {
    server = await startChancery();
    browser = await openBrowser(server);
    places = await pagesOf(await browser.as(account));
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  for (const [look, options] of looks) {
    it(`is sound: ${look}`, { timeout: 5 * 60_000 }, async () => {
      const outside = await browser.freshPage(options);
      await outside.goto('/');
      await outside.locator('#account').waitFor();
      await assertSound(outside, `sign-in ${look}`);
      await picture(outside, `route-sign-in-${look}`);
      const page = await browser.as(account, options);
      for (const [name, path] of places) {
        await page.goto(path);
        await page.locator('h1').waitFor();
        await page.waitForTimeout(400);
        await picture(page, `route-${name}-${look}`);
        await assertSound(page, `${name} ${look}`);
      }
    });
  }

  it('shows the bpmn.io mark uncovered', async () => {
    const page = await browser.as(account);
    await page.goto(places.find(([name]) => name === 'case')[1]);
    const mark = page.locator('.bjs-powered-by').first();
    await mark.waitFor();
    await mark.scrollIntoViewIfNeeded();
    const covered = await mark.evaluate((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return !element.contains(document.elementFromPoint(x + width / 2, y + height / 2));
    });
    assert.equal(covered, false);
  });

  it('keeps other people out', async () => {
    const stranger = await browser.freshPage();
    await stranger.goto('/inbox/acted');
    await stranger.waitForURL(/\/sign-in\?next=\/inbox\/acted$/);
    assert.equal((await stranger.request.get('/api/v1/cases?scope=unit')).status(), 401);
  });
});

async function pagesOf(page) {
  const { units } = await read(page, '/api/v1/session');
  const unit = encodeURIComponent(units[0].id);
  const first = async (path) => (await read(page, path)).items[0];
  const started = await first(`/api/v1/workflows?unit=${unit}`);
  const found = await first(`/api/v1/cases?scope=unit&unit=${unit}`);
  const task = (await first('/api/v1/tasks?box=mine')) ?? (await first('/api/v1/tasks?box=claimable'));
  const meeting = await first(`/api/v1/meetings?unit=${unit}`);
  const { items: registers } = await read(page, `/api/v1/registers?unit=${unit}`);
  assert.ok(found && started, 'the demonstration has cases and workflows');
  return [
    ['inbox', '/inbox'], ['claimable', '/inbox/claimable'], ['acted', '/inbox/acted'], ['started', '/inbox/started'], ['start', '/start'], ['start-form', `/start/${started.id}`],
    ['case', `/cases/${found.id}`], ['received', `/cases/${found.id}/received`], ['meetings', '/meetings'], ['people', '/people'], ['incidents', '/incidents'], ['password', '/password'], ['missing', '/nowhere'],
    ...(task ? [['task', `/tasks/${task.id}`]] : []), ...(meeting ? [['meeting', `/meetings/${meeting.id}`]] : []),
    ...registers.map((one) => [`register-${one.id}`, `/registers/${one.id}`]),
  ];
}
