// What the server (or the network) said when an act or a read did not succeed.
import type { components } from './schema';

export type Problem = components['schemas']['Problem'];
export type Refusal = components['schemas']['Refusal'];

/** Codes the console itself gives: no answer at all, or an answer that is not ours. */
export const offlineCode = 'client.offline';

export class ApiProblem extends Error {
  constructor(readonly problem: Problem, readonly retryAfterSeconds: number | null = null) {
    super(problem.title);
  }

  get status(): number { return this.problem.status; }
  get code(): string { return this.problem.code; }
  get refusal(): Refusal | undefined { return this.problem.refusal; }
  get offline(): boolean { return this.code === offlineCode; }
  /** Nothing was done and the same request may be sent again. */
  get retryable(): boolean { return this.offline || this.status === 503; }
  /** Someone else acted first: the page shows an old state. */
  get stale(): boolean { return this.status === 412 || this.code === 'task.over'; }
}

export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  const detail = error instanceof Error ? error.message : String(error);
  return new ApiProblem({ type: 'about:blank', title: '', status: 0, code: offlineCode, detail });
}
