import type { ComputedRef, InjectionKey, Ref } from 'vue';
import type { Values } from './form-model';

export interface FormContext {
  scope: Ref<Values>;
  /** Error texts by JSON pointer. */
  messages: ComputedRef<Map<string, string>>;
  disabled: ComputedRef<boolean>;
}
export const formContext: InjectionKey<FormContext> = Symbol('form');
