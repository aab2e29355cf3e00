// The one place that talks to the server. Paths, parameters and answers are typed from openapi.yaml; a wrong path does not compile.
import type { paths } from './schema';
import { ApiProblem, asProblem, type Problem } from './problem';

type Method = 'get' | 'post' | 'delete';
type PathsWith<M extends Method> = { [P in keyof paths]: paths[P][M] extends object ? P : never }[keyof paths];
type Operation<P extends keyof paths, M extends Method> = NonNullable<paths[P][M]>;
type JsonOf<R> = R extends { content: { 'application/json': infer T } } ? T : undefined;
type Success<O> = O extends { responses: infer R }
  ? R extends { 200: infer A } ? JsonOf<A> : R extends { 201: infer A } ? JsonOf<A> : undefined
  : never;
type PathOf<O> = O extends { parameters: { path: infer T } } ? { path: T } : { path?: never };
type QueryOf<O> = O extends { parameters: { query: infer T } } ? { query: T }
  : O extends { parameters: { query?: infer T } } ? { query?: T } : { query?: never };
type BodyOf<O> = O extends { requestBody: { content: { 'application/json': infer T } } } ? { body: T } : { body?: never };

export type GetOptions<P extends PathsWith<'get'>> = PathOf<Operation<P, 'get'>> & QueryOf<Operation<P, 'get'>>;
export type PostOptions<P extends PathsWith<'post'>> = PathOf<Operation<P, 'post'>> & BodyOf<Operation<P, 'post'>> & ActHeaders;
export interface ActHeaders {
  /** Idempotency-Key: the same for every attempt of the same act. */
  key?: string;
  /** Version of the task as it was shown, without quotes. */
  version?: string;
}

interface ClientState { csrf: string; language: string; onSessionLost: () => void }
const state: ClientState = { csrf: '', language: 'zh-CN', onSessionLost: () => undefined };

export function configureClient(change: Partial<ClientState>): void {
  Object.assign(state, change);
}

export function get<P extends PathsWith<'get'>>(path: P, options: GetOptions<P>): Promise<Success<Operation<P, 'get'>>> {
  return send('GET', address(path, options)) as Promise<Success<Operation<P, 'get'>>>;
}

export function post<P extends PathsWith<'post'>>(path: P, options: PostOptions<P>): Promise<Success<Operation<P, 'post'>>> {
  const headers: Record<string, string> = {};
  if (options.key) headers['Idempotency-Key'] = options.key;
  if (options.version) headers['If-Match'] = `"${options.version}"`;
  const body = options.body as unknown;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  return send('POST', address(path, options), headers, body === undefined ? undefined : JSON.stringify(body)) as Promise<Success<Operation<P, 'post'>>>;
}

export function signOutRequest(): Promise<undefined> {
  return send('DELETE', '/api/v1/session') as Promise<undefined>;
}

export function uploadFile(file: File): Promise<{ sha256: string; size: number; name: string }> {
  const headers = { 'Content-Type': file.type || 'application/octet-stream', 'X-File-Name': encodeURIComponent(file.name) };
  return send('POST', '/api/v1/uploads', headers, file) as Promise<{ sha256: string; size: number; name: string }>;
}

function address(path: string, options: { path?: unknown; query?: unknown }): string {
  const places = (options.path ?? {}) as Record<string, string>;
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(places[name])));
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries((options.query ?? {}) as Record<string, unknown>))
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value));
  const text = query.toString();
  return text ? `${filled}?${text}` : filled;
}

async function send(method: string, url: string, headers: Record<string, string> = {}, body?: BodyInit): Promise<unknown> {
  if (method !== 'GET' && state.csrf) headers['X-CSRF-Token'] = state.csrf;
  headers['Accept-Language'] = state.language;
  headers['Accept'] = 'application/json';
  let response: Response;
  try {
    response = await fetch(url, { method, headers, body, credentials: 'same-origin', cache: 'no-store' });
  } catch (error) {
    throw asProblem(error);
  }
  if (response.ok) return response.status === 204 ? undefined : readJson(response);
  const problem = await readProblem(response);
  if (response.status === 401 && !url.endsWith('/session')) state.onSessionLost();
  throw problem;
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    throw asProblem(error);
  }
}

async function readProblem(response: Response): Promise<ApiProblem> {
  const retryAfter = Number(response.headers.get('Retry-After'));
  let problem: Problem = { type: 'about:blank', title: '', status: response.status, code: `http.${response.status}` };
  if (response.headers.get('Content-Type')?.includes('json')) {
    const parsed = (await response.json().catch(() => null)) as Problem | null;
    if (parsed?.code) problem = { ...parsed, status: response.status };
  }
  return new ApiProblem(problem, Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : null);
}
