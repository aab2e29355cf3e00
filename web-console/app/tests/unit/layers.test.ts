// shared ← features ← app; a feature knows itself and shared; bpmn-js has one importer; file names are kebab-case.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../src');
const filesUnder = (folder: string): string[] => readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? filesUnder(join(folder, entry.name)) : [join(folder, entry.name)]);
const files = filesUnder(root).filter((file) => /\.(vue|ts)$/.test(file));
const imports = (file: string) => [...readFileSync(file, 'utf8').matchAll(/(?:from\s+|import\s+|import\()'([^']+)'/g)].map(([, name]) => name as string);

interface Room { layer: string; feature: string }
const roomOf = (path: string): Room => { const [layer = '', feature = ''] = relative(root, path).split('/'); return { layer, feature: layer === 'features' ? feature : '' }; };
const target = (file: string, name: string): string | null =>
  name.startsWith('@/') ? join(root, name.slice(2)) : name.startsWith('.') ? resolve(file, '..', name) : null;

export function allowed(from: Room, to: Room): boolean {
  if (to.layer === 'shared') return true;
  if (to.layer === 'features') return from.layer === 'app' || (from.layer === 'features' && from.feature === to.feature);
  return from.layer === to.layer;
}

it('has directions', () => {
  const wrong = files.flatMap((file) => imports(file).flatMap((name) => {
    const to = target(file, name);
    return to && !allowed(roomOf(file), roomOf(to)) ? [`${relative(root, file)} → ${name}`] : [];
  }));
  expect(wrong).toEqual([]);
});
it('can tell a wrong direction', () => {
  expect(allowed({ layer: 'shared', feature: '' }, { layer: 'features', feature: 'task' })).toBe(false);
  expect(allowed({ layer: 'features', feature: 'task' }, { layer: 'features', feature: 'case' })).toBe(false);
  expect(allowed({ layer: 'features', feature: 'task' }, { layer: 'app', feature: '' })).toBe(false);
});
it('imports bpmn-js in one folder', () => {
  const importers = files.filter((file) => imports(file).some((name) => /^(bpmn-js|diagram-js)/.test(name))).map((file) => relative(root, file));
  expect(importers).toEqual(['shared/diagram/bpmn-diagram.vue']);
});
it('has kebab-case names', () => {
  expect(files.map((file) => relative(root, file)).filter((name) => !/^[a-z0-9-]+(\/[a-z0-9-]+)*(\.[a-z]+)+$/.test(name))).toEqual([]);
});
it('keeps addresses and HTML out of components', () => {
  const wrong = files.filter((file) => !file.endsWith('schema.d.ts')).filter((file) => /https?:\/\/|v-html|innerHTML/.test(readFileSync(file, 'utf8')));
  expect(wrong.map((file) => relative(root, file))).toEqual([]);
});
