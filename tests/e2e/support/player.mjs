// Plays a scenario through the console: every act by the person who does it, in his own window, through pages and buttons. What a scenario
// says is refused must be refused twice: on the page (explained) and by the server when the page is gone round.
import assert from 'node:assert/strict';
import { assertSound, forge, picture, read } from './browser.mjs';
import { demoPeople } from './chancery.mjs';
import { fillForm } from './fill-form.mjs';
import { shiftOf } from './scenario.mjs';

const waitMs = 15_000;

export async function play(server, browser, scenario, { pictures = false } = {}) {
  const people = demoPeople();
  const tools = { names: (account) => people.get(account)?.name, shift: shiftOf(scenario) };
  const state = { caseId: '', lastActor: '', registered: [], step: 0 };

  async function windowOf(account) {
    const page = await browser.as(account);
    const select = page.locator('.unit select');
    if (await select.count()) {
      const { units } = await read(page, '/api/v1/session');
      const unit = units.find((one) => one.key === scenario.unit || one.id === scenario.unit);
      if (unit) await select.selectOption(unit.id);
    }
    state.lastActor = account;
    return page;
  }
  async function keep(page, step) {
    if (!pictures) return;
    await assertSound(page, `line ${step.line}`);
    await picture(page, `${scenario.name.replace(/\W+/g, '-')}-${String(state.step).padStart(2, '0')}`);
  }

  // Open tasks of the case tree, as an account sees them.
  async function openTasks(page, caseId = state.caseId) {
    const found = await read(page, `/api/v1/cases/${caseId}`);
    const below = await Promise.all(found.children.filter((child) => child.state !== 'ended').map((child) => openTasks(page, child.id)));
    const details = await Promise.all(found.open_tasks.map((task) => read(page, `/api/v1/tasks/${task.id}`)));
    return [...details, ...below.flat()].filter((task, index, all) => all.findIndex((one) => one.id === task.id) === index);
  }
  async function taskOf(page, element) {
    const until = Date.now() + waitMs;
    for (;;) {
      const found = (await openTasks(page)).find((task) => task.element === element);
      if (found) return found;
      assert.ok(Date.now() < until, `no open task "${element}"`);
      await page.waitForTimeout(250);
    }
  }

  // Who hands a seal over reads the last number in the book, where the demonstration cases stand before the scenario's.
  async function asTheBookStands(page, form) {
    if (!('last_no' in form)) return form;
    const { total } = await read(page, `/api/v1/registers/seal-use-book/lines?scope=${encodeURIComponent(state.seal)}&limit=1&count=true`);
    return { ...form, last_no: total };
  }

  async function fillTask(step) {
    const page = await windowOf(step.as);
    const task = await taskOf(page, step.target);
    await page.goto(`/tasks/${task.id}`);
    await page.locator('h1').waitFor();
    return { page, task };
  }

  const acts = {
    async start(step) {
      state.seal = step.form.seal ?? state.seal;
      const page = await windowOf(step.as);
      await page.locator('nav.side a[href="/start"]').first().click();
      await page.locator(`a[href="/start/${step.target}"]`).click();
      await page.locator('form').waitFor();
      const { id: unit } = (await read(page, '/api/v1/session')).units.find((one) => one.key === scenario.unit || one.id === scenario.unit);
      const workflow = (await read(page, `/api/v1/workflows?unit=${encodeURIComponent(unit)}`)).items.find((one) => one.id === step.target);
      const form = await read(page, `/api/v1/forms/${step.target}/${workflow.form}?unit=${encodeURIComponent(unit)}`);
      await fillForm(page, form.components, step.form, tools);
      await page.locator('form button[type=submit]').click();
      await keep(page, step);
      const answered = page.waitForResponse((response) => response.url().endsWith('/api/v1/cases') && response.request().method() === 'POST');
      await page.locator('.card .row button').first().click();
      state.registered.push(...((await (await answered).json()).registered ?? []));
      await page.waitForURL('**/received', { timeout: waitMs });
      await page.locator('[data-reference]').waitFor();
      state.caseId = new URL(page.url()).pathname.split('/')[2];
      await keep(page, step);
    },
    async advance(step) {
      await browser.forget();
      await server.advance(step.days);
    },
    async claim(step) {
      const { page } = await fillTask(step);
      await page.locator('[data-verb=claim]').click();
      await page.locator('[data-verb=release]').waitFor();
    },
    async release(step) {
      const { page } = await fillTask(step);
      await page.locator('[data-verb=release]').click();
      await page.locator('[data-verb=claim]').waitFor();
    },
    async complete(step) {
      const { page, task } = await fillTask(step);
      await fillForm(page, task.form?.components ?? [], await asTheBookStands(page, step.form), tools);
      await keep(page, step);
      const answered = page.waitForResponse((response) => response.url().endsWith(`/tasks/${task.id}/complete`));
      await page.locator('[data-verb=complete]').click();
      const response = await answered;
      assert.equal(response.status(), 200, await response.text());
      state.registered.push(...((await response.json()).registered ?? []));
      await page.locator('[data-act-done]').waitFor();
      await keep(page, step);
    },
    async delegate(step) { await handOver(step, 'delegate'); },
    async transfer(step) { await handOver(step, 'transfer'); },
    async assign(step) { await handOver(step, 'assign'); },
  };

  async function handOver(step, verb) {
    const { page } = await fillTask(step);
    await page.locator(`[data-verb=${verb}]`).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('label', { hasText: people.get(step.to)?.name ?? step.to }).first().click();
    if (verb !== 'assign') await dialog.locator('#verb-reason').fill('外出');
    await dialog.locator('button[type=submit]').click();
    await dialog.waitFor({ state: 'hidden' });
  }

  const refusals = {
    async complete(step) {
      const { page, task } = await fillTask(step);
      const form = page.locator('[data-task-form]');
      const explained = page.locator(`[data-constraint="${step.because}"]`).first();
      await form.or(explained).first().waitFor();
      if (await form.count()) {
        await fillForm(page, task.form.components, step.form, tools);
        await page.locator('[data-verb=complete]').click();
      }
      await explained.waitFor({ timeout: waitMs });
      await keep(page, step);
      if (!(await form.count())) await assertForged(page, task, 'complete', { form: step.form }, step);
    },
    async start(step) {
      const page = await windowOf(step.as);
      await page.goto(`/start/${step.target}`);
      const form = page.locator('form');
      const explained = page.locator(`[data-constraint="${step.because}"]`).first();
      await form.or(explained).first().waitFor();
      if (await form.count()) {
        const { id: unit } = (await read(page, '/api/v1/session')).units.find((one) => one.key === scenario.unit || one.id === scenario.unit);
        const workflow = (await read(page, `/api/v1/workflows?unit=${encodeURIComponent(unit)}`)).items.find((one) => one.id === step.target);
        const schema = await read(page, `/api/v1/forms/${step.target}/${workflow.form}?unit=${encodeURIComponent(unit)}`);
        await fillForm(page, schema.components, step.form, tools);
        await form.locator('button[type=submit]').click();
        await page.locator('.card .row button').first().click();
      }
      await explained.waitFor({ timeout: waitMs });
      await keep(page, step);
    },
    // claim, assign, delegate, transfer: the console does not offer what is refused, so it is sent past it.
    async any(step) {
      const page = await windowOf(step.as);
      const task = await taskOf(page, step.target);
      let body;
      if (step.to) {
        const { items } = await read(page, `/api/v1/tasks/${task.id}/candidates`);
        const candidate = items.find((one) => one.person.name === people.get(step.to)?.name);
        assert.ok(!candidate?.allowed, `${step.to} is offered as a candidate`);
        if (!candidate) return;
        body = { to: candidate.person.id, ...(step.verb === 'assign' ? {} : { reason: '试一试' }) };
      }
      await assertForged(page, task, step.verb, body, step);
    },
  };

  async function assertForged(page, task, verb, body, step) {
    const { status, body: problem } = await forge(page, `/api/v1/tasks/${task.id}/${verb}`, { body, version: task.version });
    assert.ok(status === 403 || status === 409, `${verb} past the console gave ${status}`);
    assert.equal(problem.refusal?.constraint ?? problem.code, step.because);
  }

  const seen = async (account, element) => {
    const page = await browser.as(account);
    const lists = await Promise.all(['mine', 'claimable'].map((box) => read(page, `/api/v1/tasks?box=${box}&limit=200`)));
    return lists.flatMap((list) => list.items).some((task) => task.element === element && (task.case.root ?? task.case.id) === state.caseId);
  };
  const accountsOf = (step) => step.words.slice(step.words.indexOf('to') + 1).join('').split(',').filter(Boolean);
  const expectations = {
    async offered(step) { for (const account of accountsOf(step)) assert.ok(await seen(account, step.words[2]), `not offered to ${account}`); },
    async 'not-offered'(step) { for (const account of accountsOf(step)) assert.ok(!(await seen(account, step.words[2])), `offered to ${account}`); },
    async task(step) { await taskOf(await browser.as(state.lastActor), step.words[2]); },
    async 'no-task'(step) {
      const tasks = await openTasks(await browser.as(state.lastActor));
      assert.ok(!tasks.some((task) => task.element === step.words[2]), `task "${step.words[2]}" is open`);
    },
    async register(step) {
      const book = step.words[2];
      const line = state.registered.filter((one) => one.book.code === book).at(-1);
      assert.ok(line, `no line was written in ${book}`);
      // A resident reads no books, so the clerk looks.
      const page = await browser.as(scenario.unit === 'demo-community' ? 'c-clerk' : 'g-clerk');
      await page.goto(`/registers/${book}`);
      await page.locator(`[data-number="${line.text}"]`).first().waitFor();
      await keep(page, step);
    },
    async ended(step) {
      const page = await browser.as(state.lastActor);
      const found = await read(page, `/api/v1/cases/${state.caseId}`);
      assert.equal(found.state, 'ended');
      assert.equal(found.outcome.code, step.words[2]);
      await page.goto(`/cases/${state.caseId}`);
      await page.locator('.djs-container svg').first().waitFor();
      assert.ok(await page.locator('.bjs-powered-by').isVisible(), 'the bpmn.io mark is visible');
      await keep(page, step);
    },
    async variable() { /* Variables are not on any page; the scenario suite looks at them. */ },
  };

  for (const step of scenario.steps) {
    state.step++;
    const run = step.verb === 'expect' ? expectations[step.target] : step.refused ? refusals[step.verb] ?? refusals.any : acts[step.verb];
    assert.ok(run, `line ${step.line}: the browser cannot play "${step.text}"`);
    try {
      await run(step, state);
    } catch (error) {
      const page = step.as ? await browser.as(step.as).catch(() => null) : null;
      if (page) await picture(page, `failed-${scenario.name.replace(/\W+/g, '-')}-${step.line}`);
      error.message = `line ${step.line}: ${step.text.slice(0, 120)}\n${error.message}`;
      throw error;
    }
  }
}
