// The workflows walked in the browser as their roles, and the forbidden acts tried. The steps are those of the scenario files.
import { after, before, describe, it } from 'node:test';
import { openBrowser } from './support/browser.mjs';
import { startChancery } from './support/chancery.mjs';
import { play } from './support/player.mjs';
import { readScenario } from './support/scenario.mjs';

const pictured = ['seal-use/scenarios/ordinary-use', 'certificate/scenarios/on-the-spot', 'custodian-appointment/scenarios/new-custodian-a'];
const others = [
  'seal-use/scenarios/approver-may-not-stamp', 'seal-use/scenarios/second-account-of-the-same-person', 'seal-use/scenarios/guarantee', 'seal-use/scenarios/blank-paper', 'seal-use/scenarios/delegation-does-not-wash',
  'certificate/scenarios/prohibited-alive', 'certificate/scenarios/signer-may-not-stamp', 'certificate/scenarios/guardian-consent-for-the-chairs-brother', 'custodian-appointment/scenarios/candidate-files-own-nomination',
];

describe('walks', { skip: process.env.CHANCERY_URL ? 'a given server is not written to' : false }, () => {
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
  for (const path of [...pictured, ...others]) {
    const scenario = readScenario(`workflows/${path}.scenario`);
    it(scenario.name, { timeout: 5 * 60_000 }, async () => {
      const options = { pictures: pictured.includes(path) };
      if (!scenario.days) return play(server, browser, scenario, options);
      // What waits for a day has a server of its own, whose clock begins so many days ago.
      const past = await startChancery({ daysAgo: scenario.days });
      const window = await openBrowser(past);
      try {
        await play(past, window, scenario, options);
      } finally {
        await window.close();
        await past.stop();
      }
    });
  }
});
