// The contract itself: every reference leads somewhere, every act is guarded, every error is a problem.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';

interface Operation { operationId: string; parameters?: { $ref?: string }[]; responses: Record<string, { $ref?: string }>; security?: unknown[] }
const contract = parse(readFileSync(join(import.meta.dirname, '../../../server/openapi.yaml'), 'utf8')) as { openapi: string; paths: Record<string, Record<string, Operation>> };
const operations = Object.entries(contract.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })));
const references = (operation: Operation) => (operation.parameters ?? []).map((one) => one.$ref ?? '');

it('is OpenAPI 3.1 whose references all lead somewhere', () => {
  expect(contract.openapi).toMatch(/^3\.1\./);
  JSON.stringify(contract, (key, value: unknown) => {
    if (key === '$ref') {
      const found = String(value).slice(2).split('/').reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], contract);
      expect(found, String(value)).toBeDefined();
    }
    return value;
  });
});
it('names each operation once', () => {
  const names = operations.map(({ operation }) => operation.operationId);
  expect(new Set(names).size).toBe(names.length);
});
it('guards every unsafe method with the token, every act with a key, every verb on a task with a version', () => {
  for (const { path, method, operation } of operations) {
    if (method === 'get' || (path === '/api/v1/session' && method === 'post')) continue;
    expect(references(operation), `${method} ${path}`).toContain('#/components/parameters/Csrf');
    if (method !== 'post' || path.includes('/session') || path.includes('/uploads')) continue;
    expect(references(operation), `${method} ${path}`).toContain('#/components/parameters/IdempotencyKey');
    if (path.startsWith('/api/v1/tasks/')) expect(references(operation), path).toContain('#/components/parameters/IfMatch');
  }
});
it('answers every guarded operation with 401 when there is no session', () => {
  for (const { path, method, operation } of operations) if (!operation.security) expect(Object.keys(operation.responses), `${method} ${path}`).toContain('401');
});
