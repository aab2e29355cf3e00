import { describe, expect, it } from 'vitest';
import type { Component, Form } from '@/shared/api/types';
import { emptyRow, faultsOf, initialValues, inWords, scopeOf, submission, type Values } from '@/shared/form/form-model';

const form = (components: Component[], context = {}): Form => ({ id: 'f', title: 'F', components, context });
const codes = (schema: Form, values: Values) => faultsOf(schema, values, '/form').map((fault) => `${fault.pointer} ${fault.code}`);
const send = (schema: Form, values: Values) => submission(schema.components, values, scopeOf(schema, values));

const affix = form([
  { key: 'decision', type: 'radio', label: '办理', values: [{ value: 'affix', label: '用印' }, { value: 'decline', label: '退回' }], validate: { required: true } },
  { key: 'copies', type: 'number', label: '份数', validate: { min: 1, max: 9 }, requiredWhen: 'form.decision = "affix"' },
  { key: 'reason', type: 'textarea', label: '理由', validate: { maxLength: 5 }, visibleWhen: 'form.decision = "decline"', requiredWhen: 'form.decision = "decline"' },
  { key: 'elsewhere', type: 'textfield', label: '别处', visibleWhen: 'meeting.profile = "L1"', requiredWhen: 'meeting.profile = "L1"' },
  { type: 'group', label: '组', components: [{ key: 'inner', type: 'checkbox', label: '内', validate: { required: true } }] },
]);

describe('what is wrong', () => {
  it('asks for what is required, by rule too', () => {
    expect(codes(affix, initialValues(affix))).toEqual(['/form/decision form.fault.choose', '/form/inner form.fault.tick']);
    expect(codes(affix, { ...initialValues(affix), decision: 'affix', inner: true })).toEqual(['/form/copies form.fault.required']);
  });
  it('asks nothing of hidden fields, and nothing by a rule it cannot decide', () => {
    const values = { ...initialValues(affix), decision: 'affix', copies: '2', inner: true, reason: 'far too long for it' };
    expect(codes(affix, values)).toEqual([]);
    expect(send(affix, values)).toEqual({ decision: 'affix', copies: 2, inner: true });
  });
  it.each([['0', 'min'], ['10', 'max'], ['1.5', 'whole'], ['两', 'number'], ['1e3', 'number']])('refuses %s copies', (copies, code) => {
    expect(codes(affix, { ...initialValues(affix), decision: 'affix', inner: true, copies })).toEqual([`/form/copies form.fault.${code}`]);
  });
  it('takes full-width digits', () => {
    expect(send(affix, { ...initialValues(affix), decision: 'affix', inner: true, copies: '\uff13' })['copies']).toBe(3);
  });
  it('counts characters, not code units, and checks the whole pattern', () => {
    const schema = form([{ key: 'a', type: 'textfield', label: 'A', validate: { maxLength: 2 } }, { key: 'b', type: 'textfield', label: 'B', validate: { pattern: '[0-9a-f]{4}' } }]);
    expect(codes(schema, { a: '𠮷𠮷', b: 'beef' })).toEqual([]);
    expect(codes(schema, { a: '𠮷𠮷𠮷', b: 'beefy' })).toEqual(['/form/a form.fault.long', '/form/b form.fault.pattern']);
  });
  it('points into rows of lists', () => {
    const schema = form([{ key: 'rows', type: 'dynamiclist', label: 'R', validate: { required: true }, components: [{ key: 'name', type: 'textfield', label: 'N', validate: { required: true } }] }]);
    expect(codes(schema, { rows: [] })).toEqual(['/form/rows form.fault.required']);
    expect(codes(schema, { rows: [{ name: 'x' }, { name: ' ' }] })).toEqual(['/form/rows/1/name form.fault.required']);
  });
  it('asks for files as files', () => {
    const schema = form([{ key: 'scan', type: 'filepicker', label: 'S', validate: { required: true } }]);
    expect(codes(schema, initialValues(schema))).toEqual(['/form/scan form.fault.file']);
  });
});

describe('what is sent', () => {
  it('leaves empty fields out and keeps an unticked box as an answer', () => {
    const schema = form([{ key: 'a', type: 'textfield' }, { key: 'b', type: 'checkbox' }, { key: 'c', type: 'checklist' }, { key: 'd', type: 'number' }]);
    expect(send(schema, initialValues(schema))).toEqual({ b: false });
  });
  it('sends a local time with the offset of the civil zone', () => {
    const schema = form([{ key: 'at', type: 'datetime', subtype: 'datetime' }, { key: 'day', type: 'datetime', subtype: 'date' }]);
    expect(send(schema, { at: '2026-03-02T09:00', day: '2026-03-02' })).toEqual({ at: '2026-03-02T09:00:00+08:00', day: '2026-03-02' });
    expect(initialValues(schema, { at: '2026-03-02T01:00:00Z' })['at']).toBe('2026-03-02T09:00');
  });
  it('sends of a file what the contract names', () => {
    const schema = form([{ key: 'one', type: 'filepicker' }, { key: 'many', type: 'filepicker', multiple: true }]);
    const file = { name: 'a.pdf', sha256: 'f'.repeat(64), size: 3, type: 'application/pdf' };
    const bare = { name: 'a.pdf', sha256: 'f'.repeat(64), size: 3 };
    expect(send(schema, { one: file, many: [file] })).toEqual({ one: bare, many: [bare] });
    expect(send(schema, { one: null, many: [] })).toEqual({});
  });
  it('starts rows from the defaults of their parts', () => {
    expect(emptyRow({ key: 'r', type: 'dynamiclist', components: [{ key: 'n', type: 'number', default: 1 }, { key: 't', type: 'checkbox' }] })).toEqual({ n: 1, t: false });
  });
});

it('says values in words', () => {
  const choice: Component = { key: 'k', type: 'checklist', values: [{ value: 'a', label: '甲' }, { value: 'b', label: '乙' }] };
  expect(inWords(choice, ['a', 'b'], '是', '否', String)).toBe('甲、乙');
  expect(inWords({ key: 'c', type: 'checkbox' }, false, '是', '否', String)).toBe('否');
  expect(inWords({ key: 't', type: 'textfield' }, '', '是', '否', String)).toBe('');
});
