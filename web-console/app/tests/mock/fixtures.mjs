// Invented data for the mock server: one gacha, its people by role, cases in several states. Forms and diagrams are those of workflows/.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const workflowsFolder = fileURLToPath(new URL('../../../../workflows/', import.meta.url));
const read = (path) => readFileSync(workflowsFolder + path, 'utf8');
const json = (path) => JSON.parse(read(path));

export const text = (value, language) => (value && typeof value === 'object' && 'zh' in value ? (language === 'en' ? (value.en ?? value.zh) : value.zh) : value);

export const people = {
  p1: '嘎查主任', p2: '副主任', p3: '经办委员', p4: '会计(保管人)', p5: '牧民甲', p6: '监督委员会主任', p7: '居民代表一', p8: '居民代表二', p9: '居民代表三',
};
export const person = (id) => ({ id, name: people[id] });
export const unit = { id: 'demo-gacha', key: 'demo-gacha', name: '示范嘎查', kind: 'gacha', law: 'village', parent: 'demo-sumu' };
export const units = [unit, { id: 'demo-community', key: 'demo-community', name: '示范社区', kind: 'community', law: 'residents', parent: 'demo-street' }];
const unitRef = { id: unit.id, name: unit.name };

export const accounts = { 'g-chair': 'p1', 'g-deputy': 'p2', 'g-clerk': 'p3', 'g-accountant': 'p4' };
const postsOf = { p1: ['主任', '党支部书记'], p2: ['副主任'], p3: ['委员', '经办人'], p4: ['会计', '印章保管人A'] };
export const session = (account, csrf) => ({
  csrf, account, person: person(accounts[account]), locale: 'zh-CN', zone: 'Asia/Shanghai', units,
  posts: postsOf[accounts[account]].map((name) => ({ post: name, name, unit: unitRef, from: '2024-03-01', until: '2029-02-28', designated: false })),
});

export const refusal = (language) => ({
  constraint: 'approver-is-not-custodian', strength: 'hard',
  message: language === 'en' ? 'Who approved the use of the seal may not stamp.' : '批准用印的人不得保管和加盖同一枚印章。',
  basis: [{ source: '鄂尔多斯市嘎查村(居)民委员会印章管理办法(征求意见稿)', article: '九', text: '审批人与保管人不得为同一人。' }],
  evidence: [{ event: '1204', person: person('p1'), duty: { code: 'approve-use', text: '用印审批' }, kind: { code: 'completed', text: '办理了' }, at: '2026-03-02T09:40:00+08:00' }],
  remedy: language === 'en' ? 'Ask the custodian to stamp.' : '请由印章保管人用印;保管人外出的,先办理交接。',
  could_act: [{ person: 'p4', name: people.p4, posts: ['印章保管人A'] }],
});

const optionSources = {
  seal: [{ value: 'g-committee', label: '示范嘎查村民委员会(在用)' }, { value: 'g-party', label: '示范嘎查党支部(在用)' }],
  catalogue: [{ value: 'survival', label: '当事人属于本社区证明' }, { value: 'guardian', label: '同意担任监护人' }],
  meeting: [{ value: 'm1', label: '村民代表会议 2026-03-06 09:00' }],
};
const staff = Object.entries(people).map(([value, label]) => ({ value, label }));
function component(source, language) {
  const made = { ...source, label: text(source.label, language), description: text(source.description, language), text: text(source.text, language) };
  delete made.options;
  if (source.values) made.values = source.values.map((one) => ({ ...one, label: text(one.label, language) }));
  if (source.options) made.values = source.options.staff ? staff : (optionSources[source.options.register ?? source.options.catalogue] ?? optionSources.catalogue);
  if (['person', 'persons'].includes(source.type) && !made.values) made.values = staff;
  if (source.default === '=now()') made.default = '2026-03-02T10:00:00+08:00';
  else if (typeof source.default === 'string' && source.default.startsWith('=')) delete made.default;
  if (source.components) made.components = source.components.map((inner) => component(inner, language));
  return JSON.parse(JSON.stringify(made));
}
export function form(workflow, id, language) {
  const path = `${workflow}/forms/${id}.json`;
  if (!existsSync(workflowsFolder + path)) return null;
  const source = json(path);
  return { id, title: text(source.title, language), components: source.components.map((one) => component(one, language)), context: {} };
}
export function workflows(language) {
  return readdirSync(workflowsFolder).filter((name) => existsSync(`${workflowsFolder}${name}/workflow.json`)).map((name) => json(`${name}/workflow.json`))
    .filter((one) => one.start).map((one) => ({
      id: one.id, name: text(one.name, language), summary: text(one.summary, language), form: one.start.form ?? null, counter: one.start.counter === true,
      refused: one.id === 'handover' ? refusal(language) : null,
    }));
}
export const diagramXml = () => read('seal-use/seal-use.bpmn');

const workflow = (id) => ({ code: id, text: { 'seal-use': '用印', certificate: '出具证明', 'custodian-appointment': '印章保管人产生', deliberation: '民主议事' }[id] });
const hours = (count) => new Date(Date.UTC(2026, 2, 2, 1) + count * 3600_000).toISOString();
const duties = { affix: '用印', 'approve-use': '用印审批', sign: '签字', accept: '受理', 'record-meeting': '记录' };
const makeTask = (id, workflowId, duty, name, title, dueState, due, assignee, formId = duty) => ({
  id, name, element: duty.replace('-', '_'), duty: { code: duty, text: duties[duty] }, workflow: workflow(workflowId), unit: unitRef, formId, formWorkflow: workflowId,
  case: { id: `c-${id}`, number: `2026-00${id.length}${id.charCodeAt(1) % 10}`, title, root: `c-${id}` },
  state: assignee ? 'claimed' : 'open', assignee: assignee ? person(assignee) : null, owner: null, starter: person('p5'),
  created_at: hours(-20), due_at: due === null ? null : hours(due), due_state: dueState, version: '7',
});
export const tasks = [
  makeTask('t1', 'seal-use', 'affix', '加盖印章', '用印:嘎查通村道路维修合同', 'overdue', -3, 'p4'),
  makeTask('t2', 'certificate', 'sign', '负责人签字', '证明:当事人属于本社区证明', 'today', 6, 'p4'),
  makeTask('t3', 'certificate', 'accept', '受理', '证明:同意担任监护人', 'soon', 30, null),
  makeTask('t4', 'deliberation', 'record-meeting', '登记到会', '议事:草场租赁给外来户', 'normal', 90, 'p4', 'attendance'),
  makeTask('t5', 'seal-use', 'approve-use', '用印审批', '用印:合作社年度报表', 'none', null, null),
];
export const openTask = (task, me) => ({ id: task.id, name: task.name, duty: task.duty, assignee: task.assignee, due_at: task.due_at, due_state: task.due_state,
  offered_to: task.assignee ? [] : ['经办人', '委员'], mine: task.assignee?.id === me });

export const records = (language) => [
  { element: 'apply', title: language === 'en' ? 'Request' : '申请', by: person('p5'), at: hours(-20), fields: [
    { key: 'seal', label: '印章', display: '示范嘎查村民委员会' }, { key: 'title', label: '文件标题', display: '嘎查通村道路维修合同' },
    { key: 'copies', label: '份数', display: '2', value: 2 }, { key: 'name', label: '申请人', display: '牧**', masked: true },
    { key: 'file', label: '文件', display: '道路维修合同.pdf', files: [{ sha256: 'a'.repeat(64), size: 482113, name: '道路维修合同.pdf', type: 'application/pdf' }] }] },
  { element: 'approve_use', title: language === 'en' ? 'Approval' : '用印审批', by: person('p1'), at: hours(-18), fields: [
    { key: 'decision', label: '意见', display: '同意用印' }, { key: 'reason', label: '理由', display: '' }] },
];
export const caseOf = (task, me, language) => ({
  id: task.case.id, number: task.case.number, title: task.case.title, workflow: task.workflow, unit: unitRef, state: 'active', outcome: null, starter: person('p5'),
  started_at: hours(-20), ended_at: null, open_tasks: [openTask(task, me)], last_act: { at: hours(-2), text: '领取' }, version: '7', parent: null, children: [], records: records(language),
  verbs: [{ verb: 'withdraw', allowed: true, refusal: null }],
  messages: [{ case: task.case.id, workflow: 'certificate', name: 'withdraw-certificate', title: language === 'en' ? 'Withdraw the certificate request' : '撤回证明申请', form: 'withdraw', allowed: true, refusal: null }],
  meetings: [{ id: 'm1', unit: unitRef, body: '村民代表会议', state: { code: 'confirmed', text: '已确认' }, at: hours(-60), matters_count: 2 }],
  waits: [{ text: '等待会议召开', until: hours(96) }],
});
export const refusedCase = {
  id: 'c-refused', number: '2026-0003', title: '证明:健在证明', workflow: workflow('certificate'), unit: unitRef, state: 'ended', outcome: { code: 'refused', text: '不予出具' },
  starter: person('p4'), started_at: hours(-50), ended_at: hours(-50), open_tasks: [], version: '3', parent: null, children: [], records: [], verbs: [], messages: [], meetings: [], waits: [],
  outcome_detail: { message: '健在证明在不应由村(居)民委员会出具的证明事项清单内(第10项)。', basis: [{ source: '民发〔2020〕20号', article: '' }], redirect: '社会保险经办机构自助认证,或者委托当地经办机构核实。', complaint: '向示范苏木人民政府反映。' },
};
export const timeline = (caseId, language) => [
  { event: '1190', at: hours(-20), kind: 'started', text: '提出用印申请', person: person('p5'), post: null, case: caseId, fields: records(language)[0].fields },
  { event: '1193', at: hours(-20), kind: 'decided', text: '用印闸口:可以申请', person: null, case: caseId },
  { event: '1204', at: hours(-18), kind: 'completed', text: '同意用印', person: person('p1'), post: '主任', case: caseId, note: '合同文本已看。', fields: records(language)[1].fields },
  { event: '1211', at: hours(-4), kind: 'refused', text: '加盖印章被拒绝', person: person('p1'), post: '主任', case: caseId, refusal: refusal(language), repeated: 2 },
  { event: '1215', at: hours(-2), kind: 'claimed', text: '领取“加盖印章”', person: person('p4'), post: '印章保管人A', case: caseId, acting_for: null },
];
export const diagram = (caseId) => {
  const xml = diagramXml();
  const found = (tag) => [...xml.matchAll(new RegExp(`<(?:bpmn:)?${tag} [^>]*id="([^"]+)"[^>]*?name="([^"]*)"`, 'g'))].map(([, element, name]) => ({ element, name }));
  const [first, second, third] = [...found('userTask')];
  const start = found('startEvent')[0];
  const done = [start, first].filter(Boolean).map((one) => ({ ...one, at: hours(-18), by: [person('p1')], count: 1 }));
  const flows = [...xml.matchAll(/<(?:bpmn:)?sequenceFlow [^>]*id="([^"]+)"[^>]*sourceRef="([^"]+)"/g)].filter(([, , from]) => from === start?.element).map(([, id]) => id);
  return { processes: [{ case: caseId, process: 'seal_use', name: '用印', state: 'active', xml, done, flows, incidents: [],
    current: [third ?? second].filter(Boolean).map((one) => ({ ...one, since: hours(-2), who: [people.p4], task: 't1', due_at: null })) }] };
};
export const registers = [
  { id: 'seal-use-book', name: '用印登记', kind: 'book', scope: 'seal', yearly: true, retention: '30年', years: [2026, 2025], scopes: [{ id: 'g-committee', name: '村民委员会章' }, { id: 'g-party', name: '党支部章' }],
    fields: json('seal-use/registers/seal-use-book.json').fields.map((field) => ({ ...field, label: field.label.zh })) },
  { id: 'certificate-book', name: '出具登记', kind: 'book', scope: 'unit', yearly: true, retention: '30年', years: [2026], scopes: [unitRef], fields: [{ key: 'item', label: '事项', type: 'text' }, { key: 'applicant', label: '申请人', type: 'person', masked: true }] },
  { id: 'seal', name: '印章台账', kind: 'entity', fields: [] },
];
export const lines = [3, 2, 1].map((number) => ({
  number, text: `2026-000${number}`, scope: { id: 'g-committee', name: '村民委员会章' }, year: 2026, at: hours(-number * 30), event: String(1300 - number), case: 'c-t1', by: person('p4'),
  kind: number === 3 ? 'correction' : 'entry', kind_text: number === 3 ? '更正' : '用印', corrects: number === 3 ? '2026-0002' : null, corrected_by: number === 2 ? '2026-0003' : null,
  fields: [{ key: 'seal', label: '印章', display: '村民委员会章' }, { key: 'case', label: '案件', display: '2026-0021' }, { key: 'title', label: '文件标题', display: '嘎查通村道路维修合同' }, { key: 'paper_kind', label: '文件类别', display: '公益工程合同' },
    { key: 'anti_forgery_no', label: '防伪编号', display: '15062600012' }, { key: 'hash', label: '文本摘要值', display: 'c0ffee'.repeat(10) + 'abcd' }, { key: 'applicant', label: '申请人', display: '牧**', masked: true }, { key: 'approver', label: '审批人', display: people.p1 }, { key: 'custodian', label: '用印人', display: people.p4 }],
}));
export const entities = [
  { kind: 'seal', id: 'g-committee', name: '示范嘎查村民委员会', unit: unitRef, state: { code: 'active', text: '在用' }, since: hours(-9000), fields: [{ key: 'holder', label: '现保管人', display: people.p4 }, { key: 'anti_forgery_no', label: '防伪编号', display: '15062600012' }, { key: 'name_mn', label: '蒙古文名称', display: 'ᠲᠠᠮᠠᠭ᠎ᠠ' }] },
  { kind: 'seal', id: 'g-old', name: '旧村民委员会章(无防伪编号)', unit: unitRef, state: { code: 'void', text: '作废' }, since: hours(-9000), fields: [{ key: 'holder', label: '现保管人', display: '' }] },
];
const voters = Object.keys(people).flatMap((id, index) => [{ person: person(id), post: index < 3 ? '委员' : '代表', committee: index < 3, woman: index % 3 === 2, present: index !== 7, recused: index === 4, reason: index === 4 ? '本人是承租方' : null }]);
export const meeting = {
  id: 'm1', unit: unitRef, body: '村民代表会议', state: { code: 'confirmed', text: '已确认' }, at: hours(-60), matters_count: 2,
  profile: { id: 'L1', name: '土地草原事项', version: '2026-1', quorum: '组成人员三分之二以上到会', pass: '全体代表三分之二以上同意', source: '草原法第十三条' },
  notice_at: hours(-150), earliest_at: hours(-78), channels: ['公告栏', '电话'], place: '嘎查活动室', host: person('p2'), recorder: person('p3'), convener: person('p1'), trigger: '村民委员会决定',
  composition: voters,
  attendance: { composition: 17, representatives: 14, women_representatives: 6, present: 12, recused: 1, needed: 12, quorum: true, arithmetic: '⌈17 × 2 / 3⌉ = 12;实到 12 ≥ 12', defects: ['女代表占组成人员 6/17,符合三分之一以上'], photos: [] },
  matters: [
    { id: 'x1', title: '草场租赁给外来户', subject: { code: 'land', text: '土地草原' }, case: 'c-t4', hash: 'deadbeef'.repeat(8), votes: { method: { code: 'hands', text: '举手' }, for: 9, against: 1, abstain: 1, spoiled: 0, tellers: [person('p7'), person('p9')] },
      outcome: { code: 'failed', text: '未通过', needed: 10, arithmetic: '⌈14 × 2 / 3⌉ = 10 名代表同意;同意 9 < 10' }, confirmed_by: person('p7'), resolution: null },
    { id: 'x2', title: '通村道路维修合同', subject: { code: 'external-contract', text: '对外合同' }, case: 'c-t1', hash: null, votes: { method: { code: 'hands', text: '举手' }, for: 11, against: 0, abstain: 0, spoiled: 0, tellers: [person('p7'), person('p9')] },
      outcome: { code: 'passed', text: '通过', needed: 7, arithmetic: '⌊12 / 2⌋ + 1 = 7;同意 11 ≥ 7' }, confirmed_by: person('p7'), resolution: '2026-0004' },
  ],
  minutes: [{ sha256: 'b'.repeat(64), size: 81234, name: '会议纪要.jpg' }],
};
const holder = (id, more = {}) => ({ person: person(id), from: '2024-03-01', until: '2029-02-28', designated: false, basis: '2024年换届选举结果', absent: false, acting: false, ...more });
export const unitDetail = () => ({
  ...unit, may: { absence: true, acting: true },
  posts: [
    { post: 'chair', name: '主任', elected: true, seal: null, holders: [holder('p1')] }, { post: 'deputy', name: '副主任', elected: true, seal: null, holders: [holder('p2', { absent: true })] },
    { post: 'custodian-a', name: '印章保管人A', elected: false, seal: { id: 'g-committee', name: '村民委员会章' }, holders: [holder('p4')] },
    { post: 'custodian-b', name: '印章保管人B', elected: false, seal: { id: 'g-committee', name: '村民委员会章' }, holders: [holder('p3', { designated: true })] },
    { post: 'clerk', name: '经办人', elected: false, seal: null, holders: [] },
    { post: 'representative', name: '居民代表', elected: true, seal: null, holders: ['p1', 'p2', 'p3', 'p5', 'p7', 'p8', 'p9'].map((id) => holder(id)) },
  ],
  absences: [{ id: 'a1', person: person('p2'), from: '2026-03-01', until: '2026-03-06', reason: '外出就医' }],
  acting: [{ id: 'k1', post: 'custodian-a', name: '印章保管人A', seal: '村民委员会章', person: person('p3'), for: person('p4'), from: '2026-01-05', until: '2026-01-20', basis: '2025年第3次代表会议授权' }],
});
export const incident = { id: 'i1', case: { id: 'c-t2', number: '2026-0022', title: '证明:当事人属于本社区证明' }, unit: unitRef, element: 'remind', element_name: '到期提醒', code: 'feel.bad-type', message: '到期时间的算式得不出时间', remedy: '请检查事项目录里的办理时限,改正后再试。', at: hours(-5), state: 'open', attempts: 2, may_retry: true };
