// The peers of bench_language: answers one line of JSON for each line that it gets.
//   {"engine": "feelin", "place": 3, "ms": 100}       expression 3 of cases.json, parsed and evaluated at each call (what feelin offers)
//   {"engine": "dmn-eval-js", "place": 0, "ms": 100}  all cases of the table in turn, the model parsed once before
//   {"engine": "versions"}
// Answer: {"values": […] (one for each case), "count": calls, "ns": elapsed}, or {"cannot": why}.
import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { evaluate } from 'feelin';

const require = createRequire(import.meta.url);
const here = name => new URL(name, import.meta.url);
const cases = JSON.parse(readFileSync(here('cases.json'), 'utf8'));
const { decisionTable } = require('@hbtgmbh/dmn-eval-js');
require('loglevel').getLogger('dmn-eval-js').setLevel('silent');
const decisions = await decisionTable.parseDmnXml(readFileSync(here('route.dmn'), 'utf8'));

const CHECK_CLOCK_EVERY = 16;

// Calls for that long. `call(i)` gives a value, or throws.
function time(call, ms) {
  const until = process.hrtime.bigint() + BigInt(Math.round(ms * 1e6));
  const began = process.hrtime.bigint();
  let count = 0;
  let now = began;
  while (now < until) {
    for (let i = 0; i < CHECK_CLOCK_EVERY; i++) call(count++);
    now = process.hrtime.bigint();
  }
  return { count, ns: Number(now - began) };
}

function feelin({ text, context }, ms) {
  const first = evaluate(text, context);
  if (first.value === null) return { cannot: first.warnings.map(w => w.message).join('; ') || 'null' };
  return { values: [first.value], ...time(() => evaluate(text, context), ms) };
}

function table(ms) {
  const decide = i => decisionTable.evaluateDecision(cases.decision, decisions, cases.cases[i % cases.cases.length].context);
  const values = cases.cases.map((_, i) => decide(i) ?? null);
  return { values, ...time(decide, ms) };
}

function answer(asked) {
  if (asked.engine === 'versions')
    return Object.fromEntries(['feelin', '@hbtgmbh/dmn-eval-js'].map(name =>
      [name, JSON.parse(readFileSync(here(`node_modules/${name}/package.json`), 'utf8')).version]).concat([['node', process.versions.node]]));
  try {
    return asked.engine === 'feelin' ? feelin(cases.expressions[asked.place], asked.ms) : table(asked.ms);
  } catch (problem) {
    return { cannot: String(problem.message ?? problem) };
  }
}

for await (const line of createInterface({ input: process.stdin }))
  process.stdout.write(JSON.stringify(answer(JSON.parse(line))) + '\n');
