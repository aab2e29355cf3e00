import { createRouter, createWebHistory, type Router, type RouteRecordRaw } from 'vue-router';
import { useSession } from '@/shared/session/session.store';

const routes: RouteRecordRaw[] = [
  { path: '/sign-in', name: 'sign-in', component: () => import('@/features/session/sign-in.page.vue'), meta: { open: true } },
  { path: '/', redirect: { name: 'inbox' } },
  { path: '/inbox/:box(mine|claimable|acted|started)?', name: 'inbox', component: () => import('@/features/inbox/inbox.page.vue') },
  { path: '/start', name: 'start', component: () => import('@/features/start/choose-workflow.page.vue') },
  { path: '/start/:workflow', name: 'start-form', component: () => import('@/features/start/start-request.page.vue') },
  { path: '/cases/:id/received', name: 'received', component: () => import('@/features/start/received.page.vue') },
  { path: '/tasks/:id', name: 'task', component: () => import('@/features/task/task.page.vue') },
  { path: '/cases/:id', name: 'case', component: () => import('@/features/case/case.page.vue') },
  { path: '/meetings', name: 'meetings', component: () => import('@/features/meeting/meetings.page.vue') },
  { path: '/meetings/:id', name: 'meeting', component: () => import('@/features/meeting/meeting.page.vue') },
  { path: '/registers/:book?', name: 'registers', component: () => import('@/features/register/registers.page.vue') },
  { path: '/people', name: 'people', component: () => import('@/features/directory/people.page.vue') },
  { path: '/incidents', name: 'incidents', component: () => import('@/features/incident/incidents.page.vue') },
  { path: '/password', name: 'password', component: () => import('@/features/session/password.page.vue') },
  { path: '/:rest(.*)*', name: 'missing', component: () => import('./missing.page.vue') },
];

export function createConsoleRouter(): Router {
  const router = createRouter({
    history: createWebHistory(),
    routes,
    scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
  });
  router.beforeEach(async (to) => {
    const session = useSession();
    // Without an answer the sign-in page says that the server cannot be reached, instead of an empty window.
    await session.resume().catch(() => undefined);
    if (!session.session && !to.meta['open']) return { name: 'sign-in', query: to.path === '/' ? {} : { next: to.fullPath } };
    if (session.session && to.name === 'sign-in') return { name: 'inbox' };
    return true;
  });
  return router;
}
