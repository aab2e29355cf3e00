import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { configureClient, get, post } from '@/shared/api/client';
import { ApiProblem } from '@/shared/api/problem';
import { useAct } from '@/shared/api/use-act';

const answers: (() => Response | Promise<Response>)[] = [];
const calls: { url: string; init: RequestInit }[] = [];
const json = (body: unknown, status = 200, type = 'application/json', headers = {}) => () => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': type, ...headers } });
const header = (index: number, name: string) => (calls[index]?.init.headers as Record<string, string>)[name];

beforeEach(() => {
  answers.length = calls.length = 0;
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => { calls.push({ url, init }); return (answers.shift() ?? json({}))(); });
  configureClient({ csrf: 'token', language: 'zh-CN', onSessionLost: () => undefined });
});
afterEach(() => vi.unstubAllGlobals());

it('fills paths and queries and leaves empty parameters out', async () => {
  await get('/api/v1/registers/{book}/lines', { path: { book: 'a/b' }, query: { scope: undefined, year: 2026, limit: 5 } });
  expect(calls[0]?.url).toBe('/api/v1/registers/a%2Fb/lines?year=2026&limit=5');
  expect(header(0, 'X-CSRF-Token')).toBeUndefined();
});
it('sends token, key and version with an act', async () => {
  await post('/api/v1/tasks/{id}/claim', { path: { id: 't1' }, key: 'k', version: '42' });
  expect([header(0, 'X-CSRF-Token'), header(0, 'Idempotency-Key'), header(0, 'If-Match')]).toEqual(['token', 'k', '"42"']);
});
it('reads problems, and stands answers that are none of ours', async () => {
  answers.push(json({ type: 'x', title: '别人已经先办了', status: 412, code: 'task.changed' }, 412, 'application/problem+json'));
  await expect(get('/api/v1/session', {})).rejects.toMatchObject({ code: 'task.changed', stale: true });
  answers.push(() => new Response('<html>bad gateway', { status: 502, headers: { 'Content-Type': 'text/html' } }));
  await expect(get('/api/v1/session', {})).rejects.toMatchObject({ status: 502, code: 'http.502', retryable: false });
  answers.push(() => new Response('not json', { status: 200 }));
  await expect(get('/api/v1/session', {})).rejects.toBeInstanceOf(ApiProblem);
});
it('names a lost connection and a busy server as such', async () => {
  answers.push(() => Promise.reject(new TypeError('failed')));
  await expect(get('/api/v1/session', {})).rejects.toMatchObject({ offline: true, retryable: true });
  answers.push(json({ type: 'x', title: '忙', status: 503, code: 'service.queue-full' }, 503, 'application/problem+json', { 'Retry-After': '2' }));
  await expect(get('/api/v1/session', {})).rejects.toMatchObject({ offline: false, retryable: true, retryAfterSeconds: 2 });
});
it('tells when the session is over, but not when signing in fails', async () => {
  const lost = vi.fn();
  configureClient({ onSessionLost: lost });
  answers.push(json({ type: 'x', title: '', status: 401, code: 'x' }, 401), json({ type: 'x', title: '', status: 401, code: 'x' }, 401));
  await expect(post('/api/v1/session', { body: { account: 'a', password: 'b' } })).rejects.toBeInstanceOf(ApiProblem);
  expect(lost).not.toHaveBeenCalled();
  await expect(get('/api/v1/registers', {})).rejects.toBeInstanceOf(ApiProblem);
  expect(lost).toHaveBeenCalledOnce();
});

it('keeps the key of an act until it is answered', async () => {
  const { act, problem } = useAct();
  const keys: string[] = [];
  const busy = () => Promise.reject(new ApiProblem({ type: 'x', title: '', status: 503, code: 'x' }));
  const refused = () => Promise.reject(new ApiProblem({ type: 'x', title: '', status: 403, code: 'x' }));
  expect(await act({ a: 1 }, (key) => { keys.push(key); return busy(); })).toBe(null);
  expect(problem.value?.retryable).toBe(true);
  await act({ a: 1 }, (key) => { keys.push(key); return refused(); });
  await act({ a: 1 }, async (key) => { keys.push(key); return 'done'; });
  await act({ a: 1 }, async (key) => { keys.push(key); return 'again'; });
  await act({ a: 2 }, async (key) => { keys.push(key); return 'other'; });
  expect(keys[1]).toBe(keys[0]);
  expect(new Set(keys.slice(1)).size).toBe(4);
});
it('does not run an act twice at once', async () => {
  const { act } = useAct();
  let release: (value: string) => void = () => undefined;
  const first = act({}, () => new Promise<string>((resolve) => { release = resolve; }));
  expect(await act({}, async () => 'second')).toBe(null);
  release('first');
  expect(await first).toBe('first');
});
