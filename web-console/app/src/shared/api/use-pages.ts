// A list read page by page: "more" appends, reload starts again with as many rows as are shown.
import { ref, shallowRef } from 'vue';
import { asProblem, type ApiProblem } from './problem';

export interface PageOf<T> { items: T[]; next: string | null; total?: number }

const rowsMax = 200;

export function usePages<T>(read: (after: string | undefined, limit: number) => Promise<PageOf<T>>, pageSize = 30) {
  const items = shallowRef<T[]>([]);
  const next = ref<string | null>(null);
  const total = ref<number | null>(null);
  const problem = shallowRef<ApiProblem | null>(null);
  const loading = ref(false);
  const loaded = ref(false);
  let turn = 0;

  async function run(after: string | undefined, limit: number): Promise<void> {
    const mine = ++turn;
    loading.value = true;
    try {
      const page = await read(after, limit);
      if (mine !== turn) return;
      items.value = after === undefined ? page.items : [...items.value, ...page.items];
      next.value = page.next;
      if (page.total !== undefined) total.value = page.total;
      problem.value = null;
      loaded.value = true;
    } catch (error) {
      if (mine === turn) problem.value = asProblem(error);
    } finally {
      if (mine === turn) loading.value = false;
    }
  }

  const reload = () => run(undefined, Math.min(Math.max(pageSize, items.value.length), rowsMax));
  const more = () => (next.value ? run(next.value, pageSize) : Promise.resolve());
  const clear = () => { items.value = []; next.value = null; total.value = null; loaded.value = false; };
  return { items, next, total, problem, loading, loaded, reload, more, clear };
}
