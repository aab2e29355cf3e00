// A stand-in for the server, enough to work on the console and to look at every page: keeps tasks in memory, refuses and fails on demand.
// Not a reference for behaviour; that is openapi.yaml. Sign in as g-clerk, g-chair, g-deputy or g-accountant, any password but "wrong".
// Magic words in a text field: "offline" drops the connection, "busy" 503, "stale" 412, "refuse" 409 with a refusal.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as data from './fixtures.mjs';

export const contentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
  + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json', '.woff2': 'font/woff2' };

export function startMock({ port = 0, web }) {
  const uploads = new Map();
  const streams = new Set();
  let event = 1300;
  const tasks = new Map(data.tasks.map((task) => [task.id, { ...task }]));
  const started = [data.refusedCase];

  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://mock');
    try {
      if (url.pathname.startsWith('/api/')) await api(request, response, url);
      else serveFile(response, url.pathname);
    } catch (error) {
      console.error(error);
      if (!response.headersSent) problem(response, 500, 'mock.fault', String(error));
    }
  });

  function serveFile(response, path) {
    const wanted = normalize(join(web, path));
    const file = wanted.startsWith(web) && existsSync(wanted) && statSync(wanted).isFile() ? wanted : join(web, 'index.html');
    response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream', 'Content-Security-Policy': contentSecurityPolicy });
    createReadStream(file).pipe(response);
  }
  function reply(response, body, status = 200) {
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(body === undefined ? '' : JSON.stringify(body));
  }
  function problem(response, status, code, title, more = {}) {
    response.writeHead(status, { 'Content-Type': 'application/problem+json', ...(status === 503 ? { 'Retry-After': '2' } : {}) });
    response.end(JSON.stringify({ type: `/help/errors#${code}`, title, status, code, instance: 'urn:request:0195f3', ...more }));
  }
  const page = (items) => ({ items, next: null, total: items.length });
  const clean = (task) => { const shown = { ...task }; delete shown.formId; delete shown.formWorkflow; return shown; };
  const result = (task, caseOf) => ({ event: String(++event), case: caseOf, task: task ? clean(task) : null, tasks: caseOf.open_tasks, registered: task?.duty.code === 'affix' && task.state === 'completed' ? [{ book: { code: 'seal-use-book', text: '用印登记' }, text: '2026-0004' }] : [] });
  function notify(kind, body) {
    for (const stream of streams) stream.write(`id: ${event}\nevent: ${kind}\ndata: ${JSON.stringify(body)}\n\n`);
  }

  async function api(request, response, url) {
    const language = (request.headers['accept-language'] ?? '').startsWith('en') ? 'en' : 'zh';
    const path = url.pathname.slice('/api/v1'.length);
    const bytes = await bodyOf(request);
    const body = bytes.length && request.headers['content-type'] === 'application/json' ? JSON.parse(bytes.toString()) : null;
    const act = request.method === 'POST';
    let account = /(?:^|; )session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
    const cookie = (value) => response.setHeader('Set-Cookie', `session=${value}; Path=/; HttpOnly; SameSite=Lax`);
    if (path === '/session') {
      if (act && body.password === 'wrong') return problem(response, 401, 'identity.wrong-password', '账号或密码不对', { detail: '再错 3 次,账号将锁定 15 分钟。' });
      if (act) { account = data.accounts[body.account] ? body.account : 'g-clerk'; cookie(account); }
      if (request.method === 'DELETE') { cookie(''); return response.writeHead(204).end(); }
      return account ? reply(response, data.session(account, 'csrf'), act ? 201 : 200) : problem(response, 401, 'http.no-session', '没有登录');
    }
    if (!account) return problem(response, 401, 'http.no-session', '没有登录');
    if (act && request.headers['x-csrf-token'] !== 'csrf') return problem(response, 403, 'http.csrf', '请求缺少校验');
    const me = data.accounts[account];
    const typed = JSON.stringify(body ?? {});
    if (typed.includes('offline')) return request.socket.destroy();
    if (typed.includes('busy')) return problem(response, 503, 'service.queue-full', '服务器正忙,这一步没有办理');
    if (typed.includes('stale')) return problem(response, 412, 'task.changed', '别人已经先办了');
    if (typed.includes('refuse-me')) return problem(response, 409, 'text-differs', '纸质文件与审批文本不一致', { refusal: data.refusal(language) });
    return route(path, { request, response, url, language, body, bytes, act, me });
  }

  function route(path, { request, response, url, language, body, bytes, act, me }) {
    const [, area, id, verb, more] = path.split('/').map(decodeURIComponent);
    const cases = () => [...started, ...[...tasks.values()].map((task) => data.caseOf(task, me, language))];
    switch (area) {
      case 'workflows': return reply(response, { items: data.workflows(language) });
      case 'forms': { const form = data.form(id, verb, language); return form ? reply(response, form) : problem(response, 404, 'form.missing', '没有这个表单'); }
      case 'cases':
        if (act && !id) {
          const made = { ...data.caseOf(tasks.get('t3'), me, language), id: `n${started.length}`, number: `2026-01${started.length}0`, title: `新申请:${body.workflow}` };
          started.unshift(made);
          return reply(response, result(null, made), 201);
        }
        if (act) return reply(response, result(null, cases().find((one) => one.id === id)));
        if (!id) return reply(response, page(cases()));
        if (verb === 'timeline') return reply(response, page(data.timeline(id, language)));
        if (verb === 'diagram') return reply(response, data.diagram(id));
        { const one = cases().find((item) => item.id === id); return one ? reply(response, one) : problem(response, 404, 'case.missing', '没有这件事项'); }
      case 'tasks': return task(id, verb, { request, response, url, language, body, act, me });
      case 'uploads': {
        if (!act) return response.writeHead(200, { 'Content-Type': 'application/octet-stream' }).end(uploads.get(id) ?? '');
        const sha256 = [...Array(64)].map((_, index) => ((bytes.length * (index + 7)) % 16).toString(16)).join('');
        uploads.set(sha256, bytes);
        return reply(response, { sha256, size: bytes.length, name: decodeURIComponent(request.headers['x-file-name']) }, 201);
      }
      case 'registers': return id ? reply(response, page(id === 'seal-use-book' ? data.lines : [])) : reply(response, { items: data.registers });
      case 'entities': return reply(response, page(data.entities));
      case 'meetings': return reply(response, id ? data.meeting : page([data.meeting]));
      case 'directory':
        if (act) return reply(response, { id: 'new', person: data.person(body.person), ...body }, 201);
        return verb ? reply(response, data.unitDetail()) : reply(response, { items: data.units });
      case 'incidents': return act ? reply(response, { ...data.incident, state: 'resolved' }) : reply(response, page([data.incident]));
      case 'events':
        response.writeHead(200, { 'Content-Type': 'text/event-stream' });
        response.write('retry: 5000\n\n');
        streams.add(response);
        request.on('close', () => streams.delete(response));
        return undefined;
      case 'messages': return reply(response, {});
      case 'session': return more ?? response.writeHead(204).end();
      default: return problem(response, 404, 'http.not-found', '没有这个地址');
    }
  }

  function task(id, verb, { request, response, url, language, body, act, me }) {
    if (!id) {
      const box = url.searchParams.get('box');
      return reply(response, page([...tasks.values()].filter((one) => one.state !== 'completed' && (box === 'mine' ? one.assignee?.id === me : !one.assignee)).map(clean)));
    }
    const found = tasks.get(id);
    if (!found) return problem(response, 404, 'task.missing', '没有这项任务');
    if (verb === 'candidates') return reply(response, { items: ['p2', 'p3', 'p1'].map((one) => ({ person: data.person(one), posts: ['委员'], absent_until: one === 'p2' ? '2026-03-06' : null, allowed: one !== 'p1', refusal: one === 'p1' ? data.refusal(language) : null })) });
    if (!act) return reply(response, detail(found, me, language));
    if (request.headers['if-match'] !== `"${found.version}"`) return problem(response, 412, 'task.changed', '别人已经先办了', { current: clean(found) });
    if (verb === 'claim') Object.assign(found, { state: 'claimed', assignee: data.person(me) });
    if (verb === 'release') Object.assign(found, { state: 'open', assignee: null });
    if (verb === 'complete') found.state = 'completed';
    if (body?.to) Object.assign(found, { state: verb === 'delegate' ? 'delegated' : 'claimed', owner: verb === 'delegate' ? data.person(me) : null, assignee: data.person(body.to) });
    found.version = String(Number(found.version) + 1);
    notify('task', { task: id, case: found.case.id });
    return reply(response, result(found, data.caseOf(tasks.get('t2'), me, language)));
  }

  function detail(found, me, language) {
    const refused = found.duty.code === 'affix' && me === 'p1' ? data.refusal(language) : null;
    const mine = found.assignee?.id === me;
    const open = found.state !== 'completed';
    const allow = (verb, allowed, refusal = null) => ({ verb, allowed: open && allowed && !refusal, refusal });
    return {
      ...clean(found), help: null, values: {}, records: data.records(language), meeting: found.workflow.code === 'deliberation' ? 'm1' : null,
      form: open ? data.form(found.formWorkflow, found.formId, language) : null,
      verbs: [allow('claim', !found.assignee, refused), allow('release', mine), allow('complete', mine || !found.assignee, refused), allow('delegate', mine), allow('transfer', mine, found.duty.code === 'affix' && !refused ? data.refusal(language) : null), allow('assign', !found.assignee && !refused)],
    };
  }

  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () => resolve({ address: `http://127.0.0.1:${server.address().port}`, notify, tasks, close: () => { for (const stream of streams) stream.end(); server.close(); server.closeAllConnections(); } }));
  });
}

async function bodyOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const web = process.env.CHANCERY_WEB_OUT ?? fileURLToPath(new URL('../../../../build/web', import.meta.url));
  const { address } = await startMock({ port: Number(process.env.PORT ?? 8080), web });
  console.log(`mock server at ${address}`);
}
