// Runs the browser tests one file after another and closes with a line of counts. Usage: npm test [-- file…]
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { chanceryBinary } from './support/chancery.mjs';

const folder = import.meta.dirname;
const wanted = process.argv.slice(2);
const files = (wanted.length ? wanted : readdirSync(folder).filter((name) => name.endsWith('.test.mjs')).sort()).map((name) => join(folder, name));
const counts = { passed: 0, failed: 0, skipped: 0 };

if (!process.env.CHANCERY_URL && !chanceryBinary()) {
  console.log('browser tests: no program to test (CHANCERY_BIN or build/bin/chancery); skipped');
  console.log(`0 passed, 0 failed, ${files.length} skipped`);
  process.exit(0);
}

const stream = run({ files, concurrency: 1, timeout: 20 * 60_000 });
stream.on('test:pass', (event) => { if (isCase(event)) counts[event.skip !== undefined ? 'skipped' : 'passed']++; });
stream.on('test:fail', (event) => { if (isCase(event)) counts.failed++; });
stream.on('end', () => setImmediate(() => {
  console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  process.exit(counts.failed ? 1 : 0);
}));
stream.compose(new spec()).pipe(process.stdout);

// A suite that fails on its own account (its hooks) counts, one that fails for its cases does not.
function isCase(event) {
  return event.details?.type !== 'suite' || event.details?.error?.failureType === 'hookFailed';
}
