// The two catalogues say the same things, and every key that a component uses exists.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import en from '@/shared/locale/en.json';
import zh from '@/shared/locale/zh-CN.json';

type Tree = { [key: string]: string | Tree };
const flat = (tree: Tree, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] => (typeof value === 'string' ? [[prefix + key, value]] : flat(value, `${prefix}${key}.`)));
const chinese = new Map(flat(zh));
const english = new Map(flat(en));
const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

const filesUnder = (folder: string): string[] => readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? filesUnder(join(folder, entry.name)) : /\.(vue|ts)$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [join(folder, entry.name)] : []);
const sources = filesUnder(join(import.meta.dirname, '../../src')).map((file) => ({ file, text: readFileSync(file, 'utf8') }));

it('has the same keys with the same places in both languages', () => {
  expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
  for (const [key, text] of chinese) expect(places(english.get(key) ?? ''), key).toEqual(places(text));
});
it('has no empty text and none with a mark that the catalogue format reads otherwise', () => {
  for (const [key, text] of [...chinese, ...english]) {
    expect(text.trim(), key).not.toBe('');
    expect(text, key).not.toMatch(/[|@]/);
  }
});
it('holds every key that is used', () => {
  const lacking: string[] = [];
  for (const { file, text } of sources) {
    for (const [, key] of text.matchAll(/\bt\((?:[^'`]*\? )?'([a-z][\w.-]+)'/g)) if (!chinese.has(key as string)) lacking.push(`${file}: ${key}`);
    for (const [, key] of text.matchAll(/(?:fault|key:)\(?\s*'((?:form\.fault|language)\.[\w-]+)'/g)) if (!chinese.has(key as string)) lacking.push(`${file}: ${key}`);
    for (const [, prefix] of text.matchAll(/\bt\(`([\w.-]+)\$\{/g)) if (![...chinese.keys()].some((key) => key.startsWith(prefix as string))) lacking.push(`${file}: ${prefix}`);
  }
  expect(lacking).toEqual([]);
});
it('holds no key that nothing uses', () => {
  const all = sources.map(({ text }) => text).join('\n');
  const prefixes = [...all.matchAll(/`([\w.-]+)\$\{/g)].map(([, prefix]) => prefix as string);
  const idle = [...chinese.keys()].filter((key) => !all.includes(`'${key}'`) && !prefixes.some((prefix) => key.startsWith(prefix)));
  expect(idle).toEqual([]);
});
it('writes Chinese with Chinese marks', () => {
  for (const [key, text] of chinese) expect(text, key).not.toMatch(/[\u4e00-\u9fff][,;:?!]/);
});
