// The part of FEEL that form conditions (visibleWhen, requiredWhen) use, evaluated while a person types: literals, paths, comparison,
// and/or/not, in, + - * /, count, contains, list contains, string length, is defined. Null-logic as in FEEL. Whatever else stands in an
// expression makes it `unknown`: the field is shown, and the server, whose FEEL is the real one, decides.

export const unknown = Symbol('unknown');
export type FeelValue = unknown;
export type Scope = Record<string, unknown>;

type Node = (scope: Scope) => unknown;
interface Token { kind: 'number' | 'string' | 'name' | 'mark' | 'end'; text: string }
class Unsupported extends Error {}

const cache = new Map<string, Node | null>();

/** The value of `source` in `scope`; `unknown` when it is not of the subset. */
export function evaluate(source: string, scope: Scope): FeelValue | typeof unknown {
  const node = compiled(source.replace(/^\s*=/, ''));
  if (!node) return unknown;
  try {
    return node(scope);
  } catch {
    return unknown;
  }
}

/** A condition: true, false, or unknown when it cannot be decided here. FEEL's null counts as false. */
export function condition(source: string, scope: Scope): boolean | typeof unknown {
  const value = evaluate(source, scope);
  return value === unknown ? unknown : value === true;
}

function compiled(source: string): Node | null {
  const known = cache.get(source);
  if (known !== undefined) return known;
  let node: Node | null = null;
  try {
    node = new Parser(tokens(source)).all();
  } catch (error) {
    if (!(error instanceof Unsupported)) throw error;
  }
  cache.set(source, node);
  return node;
}

function tokens(source: string): Token[] {
  const pattern = /\s*(?:(\d+(?:\.\d+)?)|("(?:[^"\\]|\\.)*")|([\p{L}_][\p{L}\p{N}_]*)|(<=|>=|!=|\.\.|[=<>+\-*/(),.[\]]))/uy;
  const found: Token[] = [];
  let at = 0;
  const end = source.trimEnd().length;
  while (at < end) {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (!match) throw new Unsupported();
    const [, number, string, name, mark] = match;
    if (number !== undefined) found.push({ kind: 'number', text: number });
    else if (string !== undefined) found.push({ kind: 'string', text: unquote(string) });
    else if (name !== undefined) found.push({ kind: 'name', text: name });
    else found.push({ kind: 'mark', text: mark ?? '' });
    at = pattern.lastIndex;
  }
  found.push({ kind: 'end', text: '' });
  return found;
}

function unquote(text: string): string {
  try {
    return JSON.parse(text) as string;
  } catch {
    throw new Unsupported();
  }
}

class Parser {
  private at = 0;
  constructor(private readonly list: Token[]) {}

  all(): Node {
    const node = this.or();
    if (this.peek().kind !== 'end') throw new Unsupported();
    return node;
  }

  private or(): Node {
    let left = this.and();
    while (this.takeName('or')) { const a = left; const b = this.and(); left = (s) => either(a(s), b(s)); }
    return left;
  }

  private and(): Node {
    let left = this.comparison();
    while (this.takeName('and')) { const a = left; const b = this.comparison(); left = (s) => both(a(s), b(s)); }
    return left;
  }

  private comparison(): Node {
    const left = this.sum();
    const mark = this.peek();
    if (mark.kind === 'mark' && ['=', '!=', '<', '<=', '>', '>='].includes(mark.text)) {
      this.at++;
      const right = this.sum();
      return (s) => compare(mark.text, left(s), right(s));
    }
    if (this.takeName('in')) {
      const choices = this.choices();
      return (s) => choices(s).some((choice) => equal(left(s), choice) === true);
    }
    return left;
  }

  private choices(): (scope: Scope) => unknown[] {
    if (this.takeMark('(')) {
      const nodes = this.listUntil(')');
      return (s) => nodes.flatMap((node) => spread(node(s)));
    }
    const node = this.sum();
    return (s) => spread(node(s));
  }

  private sum(): Node {
    let left = this.product();
    for (;;) {
      if (this.takeMark('+')) { const a = left; const b = this.product(); left = (s) => add(a(s), b(s)); }
      else if (this.takeMark('-')) { const a = left; const b = this.product(); left = (s) => arithmetic(a(s), b(s), (x, y) => x - y); }
      else return left;
    }
  }

  private product(): Node {
    let left = this.unary();
    for (;;) {
      if (this.takeMark('*')) { const a = left; const b = this.unary(); left = (s) => arithmetic(a(s), b(s), (x, y) => x * y); }
      else if (this.takeMark('/')) { const a = left; const b = this.unary(); left = (s) => arithmetic(a(s), b(s), (x, y) => (y === 0 ? null : x / y)); }
      else return left;
    }
  }

  private unary(): Node {
    if (this.takeMark('-')) { const node = this.unary(); return (s) => arithmetic(0, node(s), (x, y) => x - y); }
    return this.primary();
  }

  private primary(): Node {
    const token = this.next();
    if (token.kind === 'number') { const value = Number(token.text); return () => value; }
    if (token.kind === 'string') return () => token.text;
    if (token.kind === 'mark' && token.text === '(') { const node = this.or(); this.needMark(')'); return node; }
    if (token.kind === 'mark' && token.text === '[') { const nodes = this.listUntil(']'); return (s) => nodes.map((node) => node(s)); }
    if (token.kind === 'name') return this.named(token.text);
    throw new Unsupported();
  }

  private named(name: string): Node {
    if (name === 'true') return () => true;
    if (name === 'false') return () => false;
    if (name === 'null') return () => null;
    let called = name;
    if (this.peek().kind === 'name' && functions.has(`${called} ${this.peek().text}`)) called = `${called} ${this.next().text}`;
    if (this.takeMark('(')) {
      const run = functions.get(called);
      if (!run) throw new Unsupported();
      const nodes = this.listUntil(')');
      return (s) => run(nodes.map((node) => node(s)));
    }
    if (called !== name) throw new Unsupported();
    let node: Node = (s) => { if (!(name in s)) throw new Unsupported(); return s[name]; };
    while (this.takeMark('.')) {
      const part = this.next();
      if (part.kind !== 'name') throw new Unsupported();
      const inner = node;
      node = (s) => member(inner(s), part.text);
    }
    return node;
  }

  private listUntil(close: string): Node[] {
    const nodes: Node[] = [];
    if (this.takeMark(close)) return nodes;
    do nodes.push(this.or()); while (this.takeMark(','));
    this.needMark(close);
    return nodes;
  }

  private peek(): Token { return this.list[this.at] ?? { kind: 'end', text: '' }; }
  private next(): Token { const token = this.peek(); this.at++; return token; }
  private takeName(text: string): boolean { return this.take('name', text); }
  private takeMark(text: string): boolean { return this.take('mark', text); }
  private needMark(text: string): void { if (!this.takeMark(text)) throw new Unsupported(); }
  private take(kind: Token['kind'], text: string): boolean {
    const token = this.peek();
    if (token.kind !== kind || token.text !== text) return false;
    this.at++;
    return true;
  }
}

const functions = new Map<string, (values: unknown[]) => unknown>([
  ['not', ([value]) => (typeof value === 'boolean' ? !value : null)],
  ['count', ([value]) => (Array.isArray(value) ? value.length : value == null ? 0 : 1)],
  ['contains', ([text, part]) => (typeof text === 'string' && typeof part === 'string' ? text.includes(part) : null)],
  ['list contains', ([list, value]) => (Array.isArray(list) ? list.some((item) => equal(item, value) === true) : null)],
  ['string length', ([text]) => (typeof text === 'string' ? [...text].length : null)],
  ['is defined', ([value]) => value != null],
]);

function member(value: unknown, name: string): unknown {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? ((value as Scope)[name] ?? null) : null;
}
function spread(value: unknown): unknown[] { return Array.isArray(value) ? value : [value]; }
function either(a: unknown, b: unknown): unknown { return a === true || b === true ? true : a === false && b === false ? false : null; }
function both(a: unknown, b: unknown): unknown { return a === false || b === false ? false : a === true && b === true ? true : null; }

function equal(a: unknown, b: unknown): boolean | null {
  const x = a ?? null;
  const y = b ?? null;
  if (x === null || y === null) return x === y;
  if (typeof x !== typeof y) return null;
  if (typeof x === 'object') return JSON.stringify(x) === JSON.stringify(y);
  return x === y;
}

function compare(mark: string, a: unknown, b: unknown): unknown {
  if (mark === '=') return equal(a, b);
  if (mark === '!=') { const same = equal(a, b); return same === null ? null : !same; }
  const comparable = (typeof a === 'number' && typeof b === 'number') || (typeof a === 'string' && typeof b === 'string');
  if (!comparable) return null;
  const x = a as number;
  const y = b as number;
  return mark === '<' ? x < y : mark === '<=' ? x <= y : mark === '>' ? x > y : x >= y;
}

function add(a: unknown, b: unknown): unknown {
  return typeof a === 'string' && typeof b === 'string' ? a + b : arithmetic(a, b, (x, y) => x + y);
}
function arithmetic(a: unknown, b: unknown, run: (x: number, y: number) => number | null): unknown {
  return typeof a === 'number' && typeof b === 'number' ? run(a, b) : null;
}
