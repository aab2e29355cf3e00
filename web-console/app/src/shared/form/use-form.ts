// A form in the hands of a person: values, errors, the draft that survives a reload. Pages own the sending.
import { computed, nextTick, onScopeDispose, reactive, ref, shallowRef, watch, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import type { Form } from '@/shared/api/types';
import type { ApiProblem } from '@/shared/api/problem';
import { dropDraft, readDraft, saveDraft, type Draft } from '@/shared/draft/drafts';
import { faultsOf, initialValues, inputsOf, scopeOf, submission, type FormError, type Values } from './form-model';

const saveAfterMs = 400;

export function useForm(base = '/form') {
  const { t } = useI18n();
  const form = shallowRef<Form | null>(null);
  const values: Values = reactive({});
  const errors: Ref<FormError[]> = ref([]);
  const restored = shallowRef<Draft | null>(null);
  const touched = ref(false);
  let key = '';
  let version: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let filling = false;

  const scope = computed(() => (form.value ? scopeOf(form.value, values) : {}));

  /** Shows a form. A draft under `draft` wins over the given values, unless `keepTyped` says the present values stay. */
  function open(next: Form, given: Values, draft: string, shown?: string, keepTyped = false): void {
    const typed = keepTyped && touched.value ? { ...values } : null;
    form.value = next;
    key = draft;
    version = shown;
    const found = typed ? null : readDraft(draft);
    restored.value = found;
    fill({ ...initialValues(next, given), ...onlyKnown(next, found?.values ?? typed ?? {}) });
    touched.value = found !== null || typed !== null;
  }

  function startAgain(given: Values): void {
    stopTimer();
    dropDraft(key);
    restored.value = null;
    touched.value = false;
    errors.value = [];
    if (form.value) fill(initialValues(form.value, given));
  }

  function fill(next: Values): void {
    filling = true;
    for (const name of Object.keys(values)) if (!(name in next)) delete values[name];
    Object.assign(values, next);
    void nextTick(() => { filling = false; });
  }

  watch(values, () => {
    if (filling || !form.value) return;
    touched.value = true;
    clearTimeout(timer);
    timer = setTimeout(keep, saveAfterMs);
  }, { deep: true });
  onScopeDispose(() => { if (timer !== undefined) keep(); });

  function keep(): void {
    stopTimer();
    saveDraft(key, { ...values }, version);
  }
  function stopTimer(): void {
    clearTimeout(timer);
    timer = undefined;
  }

  /** True when the form may be sent; otherwise `errors` says what is wrong. */
  function check(): boolean {
    if (!form.value) return false;
    errors.value = faultsOf(form.value, values, base).map((fault) => ({ pointer: fault.pointer, message: t(fault.code, fault.params) }));
    return errors.value.length === 0;
  }

  function toSend(): Values {
    return form.value ? submission(form.value.components, values, scope.value) : {};
  }

  /** True when the problem is about fields and stands now in the error summary. */
  function takeErrors(problem: ApiProblem): boolean {
    const found = problem.problem.errors ?? [];
    if (problem.status !== 422 || found.length === 0) return false;
    errors.value = found.map((error) => ({ pointer: error.pointer, message: error.message }));
    return true;
  }

  function done(): void {
    stopTimer();
    dropDraft(key);
    restored.value = null;
    touched.value = false;
  }

  return { form, values, errors, restored, touched, scope, open, startAgain, check, toSend, takeErrors, done };
}

// A draft from an older form may hold fields that are no longer asked.
function onlyKnown(form: Form, values: Values): Values {
  const known = new Set(inputsOf(form.components).map((component) => component.key));
  return Object.fromEntries(Object.entries(values).filter(([name]) => known.has(name)));
}
