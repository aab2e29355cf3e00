// A form as data: which components show, which are required, what is wrong, and what is submitted. No Vue here.
import type { Component, FileRef, Form } from '@/shared/api/types';
import { condition, unknown as undecided } from './feel-subset';
import { toLocalField, withOffset } from '@/shared/locale/instants';

export type Values = Record<string, unknown>;
export interface FormError { pointer: string; message: string }
/** Message key with its parameters: the text is made by the component that shows it. */
export interface Fault { pointer: string; code: string; params: Record<string, unknown> }

const listTypes = new Set(['checklist', 'persons', 'dynamiclist']);

/** Values to start from: what the server gave, else defaults. */
export function initialValues(form: Form, given: Values = {}): Values {
  const values: Values = {};
  for (const component of inputsOf(form.components)) {
    const key = component.key as string;
    const start = given[key] ?? component.default;
    values[key] = start === undefined || start === null ? emptyOf(component) : toField(component, start);
  }
  return values;
}

export function emptyRow(component: Component): Values {
  return Object.fromEntries(inputsOf(component.components ?? []).map((inner) => [inner.key as string, inner.default ?? emptyOf(inner)]));
}

/** Components that hold a value, groups opened, lists not. */
export function inputsOf(components: readonly Component[]): Component[] {
  return components.flatMap((component) =>
    component.type === 'group' ? inputsOf(component.components ?? []) : component.type === 'text' || !component.key ? [] : [component]);
}

export function isVisible(component: Component, scope: Values): boolean {
  return component.visibleWhen === undefined || condition(component.visibleWhen, scope) !== false;
}

export function isRequired(component: Component, scope: Values): boolean {
  if (component.validate?.required) return true;
  if (component.requiredWhen === undefined) return false;
  const decided = condition(component.requiredWhen, scope);
  return decided !== undecided && decided;
}

export function scopeOf(form: Form, values: Values): Values {
  return { ...(form.context ?? {}), form: submission(form.components, values, null) };
}

/** What is sent: visible and filled components only, in the types of the contract. */
export function submission(components: readonly Component[], values: Values, scope: Values | null): Values {
  const sent: Values = {};
  for (const component of components) {
    if (scope && !isVisible(component, scope)) continue;
    if (component.type === 'group') { Object.assign(sent, submission(component.components ?? [], values, scope)); continue; }
    if (component.type === 'text' || !component.key) continue;
    const value = fromField(component, values[component.key]);
    if (value !== undefined) sent[component.key] = value;
  }
  return sent;
}

/** `base` is the pointer of the object that holds the values in the request body. */
export function faultsOf(form: Form, values: Values, base: string): Fault[] {
  return faultsIn(form.components, values, scopeOf(form, values), base);
}

function faultsIn(components: readonly Component[], values: Values, scope: Values, pointer: string): Fault[] {
  return components.flatMap((component) => {
    if (!isVisible(component, scope) || component.readonly) return [];
    if (component.type === 'group') return faultsIn(component.components ?? [], values, scope, pointer);
    if (component.type === 'text' || !component.key) return [];
    return componentFaults(component, values[component.key], scope, `${pointer}/${component.key}`);
  });
}

function componentFaults(component: Component, raw: unknown, scope: Values, pointer: string): Fault[] {
  const label = component.label ?? component.key;
  const fault = (code: string, params: Record<string, unknown> = {}): Fault[] => [{ pointer, code, params: { label, ...params } }];
  const value = fromField(component, raw);
  if (value === undefined) {
    if (!isRequired(component, scope)) return [];
    if (component.type === 'checkbox') return fault('form.fault.tick');
    const choosing = ['select', 'radio', 'checklist', 'person', 'persons'].includes(component.type);
    return fault(component.type === 'filepicker' ? 'form.fault.file' : choosing ? 'form.fault.choose' : 'form.fault.required');
  }
  const rules = component.validate ?? {};
  if (component.type === 'number') return numberFault(component, value, fault);
  if (component.type === 'dynamiclist')
    return (value as Values[]).flatMap((row, index) => faultsIn(component.components ?? [], row, scope, `${pointer}/${index}`));
  if (typeof value === 'string') {
    const length = [...value].length;
    if (rules.minLength !== undefined && length < rules.minLength) return fault('form.fault.short', { min: rules.minLength });
    if (rules.maxLength !== undefined && length > rules.maxLength) return fault('form.fault.long', { max: rules.maxLength, length });
    if (rules.pattern !== undefined && !matches(rules.pattern, value)) return fault('form.fault.pattern');
  }
  return [];
}

function numberFault(component: Component, value: unknown, fault: (code: string, params?: Record<string, unknown>) => Fault[]): Fault[] {
  const { min, max } = component.validate ?? {};
  if (typeof value !== 'number') return fault('form.fault.number');
  const digits = component.decimalDigits ?? 0;
  if (!new RegExp(digits > 0 ? `^-?\\d+(\\.\\d{1,${digits}})?$` : '^-?\\d+$').test(String(value)))
    return digits > 0 ? fault('form.fault.digits', { digits }) : fault('form.fault.whole');
  if (min !== undefined && value < min) return fault('form.fault.min', { min });
  if (max !== undefined && value > max) return fault('form.fault.max', { max });
  return [];
}

// A pattern that this browser cannot read is left to the server.
function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u').test(value);
  } catch {
    return true;
  }
}

function emptyOf(component: Component): unknown {
  if (listTypes.has(component.type) || (component.type === 'filepicker' && component.multiple)) return [];
  return component.type === 'checkbox' ? false : component.type === 'filepicker' ? null : '';
}

function toField(component: Component, value: unknown): unknown {
  if (component.type === 'number') return String(value);
  if (component.type === 'datetime' && component.subtype === 'datetime' && typeof value === 'string') return toLocalField(value);
  if ((component.type === 'select' || component.type === 'radio') && typeof value !== 'object') return value;
  return value;
}

// undefined = not filled. An unticked checkbox is an answer unless it is required.
function fromField(component: Component, value: unknown): unknown {
  if (value === undefined || value === null || value === '') return undefined;
  switch (component.type) {
    case 'number': return numberOf(String(value));
    case 'checkbox': return value === true ? true : component.validate?.required ? undefined : false;
    case 'textfield': case 'textarea': return String(value).trim() === '' ? undefined : String(value).trim();
    case 'datetime': return component.subtype === 'datetime' ? withOffset(String(value)) : value;
    case 'filepicker': return filesOf(value);
    case 'dynamiclist': {
      const rows = (value as Values[]).map((row) => submission(component.components ?? [], row, null));
      return rows.length === 0 ? undefined : rows;
    }
    default: return Array.isArray(value) && value.length === 0 ? undefined : value;
  }
}

function numberOf(text: string): unknown {
  const plain = text.normalize('NFKC').trim().replace(/,/g, '');
  if (plain === '') return undefined;
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : text;
}

function filesOf(value: unknown): unknown {
  const bare = (file: FileRef) => ({ name: file.name, sha256: file.sha256, size: file.size });
  if (!Array.isArray(value)) return bare(value as FileRef);
  return value.length === 0 ? undefined : value.map((file) => bare(file as FileRef));
}

/** The value of a component in words, for check-answers. */
export function inWords(component: Component, value: unknown, yes: string, no: string, format: (text: string) => string): string {
  const label = (one: unknown) => component.values?.find((option) => option.value === one)?.label ?? String(one);
  if (component.type === 'checkbox') return value === true ? yes : no;
  if (value === undefined || value === null || value === '') return '';
  if (component.type === 'filepicker') return (Array.isArray(value) ? value : [value]).map((file) => (file as FileRef).name).join('、');
  if (component.type === 'datetime') return format(component.subtype === 'datetime' ? withOffset(String(value)) : String(value));
  if (Array.isArray(value)) return value.map(label).join('、');
  return component.values ? label(value) : String(value);
}
