// What libraries call and office browsers of Chrome 87 lack.
function define(target: object, name: string, value: unknown): void {
  if (!(name in target)) Object.defineProperty(target, name, { value, writable: true, configurable: true });
}

function at<T>(this: ArrayLike<T>, index: number): T | undefined {
  const whole = Math.trunc(index) || 0;
  return this[whole < 0 ? this.length + whole : whole];
}
function findLast<T>(this: T[], test: (value: T, index: number, list: T[]) => boolean): T | undefined {
  for (let index = this.length - 1; index >= 0; index--) if (test(this[index] as T, index, this)) return this[index];
  return undefined;
}
function findLastIndex<T>(this: T[], test: (value: T, index: number, list: T[]) => boolean): number {
  for (let index = this.length - 1; index >= 0; index--) if (test(this[index] as T, index, this)) return index;
  return -1;
}

define(Array.prototype, 'at', at);
define(String.prototype, 'at', at);
define(Array.prototype, 'findLast', findLast);
define(Array.prototype, 'findLastIndex', findLastIndex);
define(Object, 'hasOwn', (target: object, name: PropertyKey) => Object.prototype.hasOwnProperty.call(target, name));
define(globalThis, 'structuredClone', (value: unknown) => (value === undefined ? undefined : JSON.parse(JSON.stringify(value))));
