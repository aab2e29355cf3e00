// What the form renderer, the error summary and the refusal panel put on the page.
import { flushPromises, mount } from '@vue/test-utils';
import { beforeEach, expect, it, vi } from 'vitest';
import { nextTick, reactive } from 'vue';
import type { Form } from '@/shared/api/types';
import SchemaForm from '@/shared/form/schema-form.vue';
import { fieldId } from '@/shared/form/field-ids';
import { initialValues, scopeOf } from '@/shared/form/form-model';
import { i18n } from '@/shared/locale/i18n';
import RefusalPanel from '@/shared/refusal/refusal-panel.vue';
import { basisText } from '@/shared/refusal/basis';
import ErrorSummary from '@/shared/ui/error-summary.vue';
import DueBadge from '@/shared/ui/due-badge.vue';

const global = { plugins: [i18n] };
const form: Form = { id: 'f', title: 'F', components: [
  { key: 'kind', type: 'radio', label: '类别', values: [{ value: 'a', label: '甲' }, { value: 'b', label: '乙' }], validate: { required: true } },
  { key: 'why', type: 'textfield', label: '理由', description: '写清楚', visibleWhen: 'form.kind = "b"' },
  { key: 'people', type: 'dynamiclist', label: '到会', components: [{ key: 'person', type: 'person', label: '姓名', values: [{ value: 'p1', label: '一' }, { value: 'p2', label: '二' }] }, { key: 'present', type: 'checkbox', label: '到' }] },
] };

function mountForm(errors: { pointer: string; message: string }[] = []) {
  const values = reactive(initialValues(form));
  const wrapper = mount(SchemaForm, { props: { form, values, errors, scope: scopeOf(form, values) }, global, attachTo: document.body });
  return { values, wrapper, again: () => wrapper.setProps({ scope: scopeOf(form, values) }) };
}
beforeEach(() => { document.body.innerHTML = ''; });

it('shows a field when its condition becomes true', async () => {
  const { values, wrapper, again } = mountForm();
  expect(wrapper.find('[data-field=why]').exists()).toBe(false);
  await wrapper.find('input[value=b]').setValue();
  expect(values['kind']).toBe('b');
  await again();
  expect(wrapper.find('[data-field=why]').exists()).toBe(true);
});
it('ties label, help and error to the control', () => {
  const { wrapper } = mountForm([{ pointer: '/form/kind', message: '请选择“类别”' }]);
  const group = wrapper.find(`#${fieldId('/form/kind')}`);
  expect(group.element.tagName).toBe('FIELDSET');
  const described = group.attributes('aria-describedby') ?? '';
  expect(document.getElementById(described)?.textContent).toContain('请选择“类别”');
});
it('puts everybody on a list of persons at one press', async () => {
  const { values, wrapper } = mountForm();
  await wrapper.findAll('button').find((button) => button.text().startsWith('全部列入'))?.trigger('click');
  expect(values['people']).toEqual([{ person: 'p1', present: false }, { person: 'p2', present: false }]);
});
it('gives the error summary the focus and leads to the field', async () => {
  Element.prototype.scrollIntoView = vi.fn();
  mountForm();
  const wrapper = mount(ErrorSummary, { props: { errors: [{ pointer: '/form/kind', message: '请选择“类别”' }] }, global, attachTo: document.body });
  await flushPromises();
  expect(document.activeElement).toBe(wrapper.element);
  await wrapper.find('a').trigger('click');
  await nextTick();
  expect((document.activeElement as HTMLInputElement).name).toBe(fieldId('/form/kind'));
});
it('explains a refusal with everything it carries', () => {
  const wrapper = mount(RefusalPanel, { global, props: { refusal: { constraint: 'approver-is-not-custodian', strength: 'hard', message: '审批人不得用印。',
    basis: [{ source: '草原法', article: '13' }], evidence: [{ event: '12', person: { id: 'p1', name: '主任' }, duty: { code: 'approve-use', text: '用印审批' }, kind: { code: 'completed', text: '办理了' }, at: '2026-03-02T01:00:00Z' }],
    remedy: '请由保管人用印。', could_act: [{ person: 'p4', name: '会计', posts: ['保管人A'] }] } } });
  for (const part of ['审批人不得用印', '主任', '2026年3月2日 09:00', '12', '《草原法》第13条', '会计', '保管人A', '请由保管人用印', 'approver-is-not-custodian', '硬性规定']) expect(wrapper.text()).toContain(part);
  expect(wrapper.attributes('role')).toBe('alert');
});
it('numbers only articles that are numbers', () => {
  expect(basisText({ source: '《印章办法》', article: '二(一)' })).toBe('《印章办法》第二(一)条');
  expect(basisText({ source: '自定规则', article: '用印闸口' })).toBe('《自定规则》用印闸口');
  expect(basisText({ source: '民发20号', article: '' })).toBe('《民发20号》');
});
it('says when something is due in words, not by colour alone', () => {
  expect(mount(DueBadge, { global, props: { state: 'overdue', at: '2026-03-02T01:00:00Z' } }).text()).toContain('已超期');
});
