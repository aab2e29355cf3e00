// Reads the scenario files of workflows/*/scenarios: the steps that persons do, in the words of engine/docs/package-format.md.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './chancery.mjs';

const dayMs = 24 * 3600_000;

/** { name, unit, begin, steps, days }: `days` is how far the scenario moves its clock. */
export function readScenario(path) {
  const steps = [];
  let unit = '';
  let begin = 0;
  let days = 0;
  for (const [index, raw] of readFileSync(join(root, path), 'utf8').split('\n').entries()) {
    const line = raw.trim();
    if (!line || line.startsWith('#')) continue;
    const head = /^unit\s+(\S+)\s+at\s+(\S+)$/.exec(line);
    if (head) { unit = head[1]; begin = Date.parse(head[2]); continue; }
    const advance = /^advance\s+P(\d+)D$/.exec(line);
    if (advance) { days += Number(advance[1]); steps.push({ line: index + 1, text: line, verb: 'advance', days: Number(advance[1]), words: [], form: {} }); continue; }
    steps.push({ line: index + 1, text: line, ...readStep(line) });
  }
  return { name: path.replace(/^workflows\//, '').replace(/\/scenarios\//, ': ').replace(/\.scenario$/, ''), unit, begin, days, steps };
}

function readStep(line) {
  const refused = line.startsWith('refuse ');
  const rest = refused ? line.slice('refuse '.length).trim() : line;
  const open = rest.indexOf('{');
  const close = rest.lastIndexOf('}');
  const form = open < 0 ? {} : JSON.parse(rest.slice(open, close + 1));
  const words = (open < 0 ? rest : `${rest.slice(0, open)} ${rest.slice(close + 1)}`).trim().split(/\s+/);
  const after = (word) => { const at = words.indexOf(word); return at > 0 ? words[at + 1] : undefined; };
  return { verb: words[0], target: words[1], words, form, refused, as: after('as'), to: after('to'), because: after('because') };
}

/** Moves the instants of a scenario so that its last day is today; the server under test begins as many days ago. */
export function shiftOf(scenario, now = Date.now()) {
  const offset = Math.floor((now - scenario.days * dayMs - scenario.begin) / dayMs) * dayMs;
  const local = (ms) => new Date(ms + 8 * 3600_000).toISOString();
  return (value, subtype) => {
    const moved = local(Date.parse(value.length === 10 ? `${value}T00:00:00+08:00` : value) + offset);
    return subtype === 'datetime' ? moved.slice(0, 16) : moved.slice(0, 10);
  };
}
