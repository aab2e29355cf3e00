// A read that a page shows: loading, the data, or the problem; read again on demand without emptying the page.
import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import { asProblem, type ApiProblem } from './problem';

export interface Resource<T> {
  data: ShallowRef<T | null>;
  problem: ShallowRef<ApiProblem | null>;
  loading: Ref<boolean>;
  load: () => Promise<void>;
}

export function useResource<T>(read: () => Promise<T>): Resource<T> {
  const data = shallowRef<T | null>(null);
  const problem = shallowRef<ApiProblem | null>(null);
  const loading = ref(false);
  let turn = 0;

  // Only the newest read may write: an older answer that arrives late is dropped.
  async function load(): Promise<void> {
    const mine = ++turn;
    loading.value = true;
    try {
      const answer = await read();
      if (mine !== turn) return;
      data.value = answer;
      problem.value = null;
    } catch (error) {
      if (mine === turn) problem.value = asProblem(error);
    } finally {
      if (mine === turn) loading.value = false;
    }
  }

  onScopeDispose(() => { turn = -1; });
  return { data, problem, loading, load };
}
