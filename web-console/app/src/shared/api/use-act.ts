// One act: running flag, problem, and an Idempotency-Key that stays the same while the same request is tried again, so that a double
// click or a retry after a lost answer does the thing once.
import { ref, shallowRef } from 'vue';
import { asProblem, type ApiProblem } from './problem';

export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function useAct() {
  const running = ref(false);
  const problem = shallowRef<ApiProblem | null>(null);
  let fingerprint = '';
  let key = '';

  /** `request` is what the act would send; while it is unchanged and unanswered the key is kept. Null when it failed or already runs. */
  async function act<T>(request: unknown, run: (key: string) => Promise<T>): Promise<T | null> {
    if (running.value) return null;
    const text = JSON.stringify(request);
    if (text !== fingerprint) { fingerprint = text; key = newKey(); }
    running.value = true;
    problem.value = null;
    try {
      const answer = await run(key);
      fingerprint = '';
      return answer;
    } catch (error) {
      problem.value = asProblem(error);
      if (!problem.value.retryable) fingerprint = '';
      return null;
    } finally {
      running.value = false;
    }
  }

  return { running, problem, act };
}
