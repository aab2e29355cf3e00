import { createPinia } from 'pinia';
import { createApp } from 'vue';
import 'element-plus/es/components/base/style/css';
import './styles/tokens.css';
import './styles/base.css';
import './polyfills';
import { configureClient } from '@/shared/api/client';
import { currentLocale, i18n, setLocale } from '@/shared/locale/i18n';
import { useSession } from '@/shared/session/session.store';
import App from './app-root.vue';
import { createConsoleRouter } from './router';

setLocale(currentLocale());
configureClient({ language: currentLocale() });
const app = createApp(App).use(createPinia()).use(i18n);
const session = useSession();
const router = createConsoleRouter();
configureClient({
  onSessionLost: () => {
    if (!session.session) return;
    session.onLost();
    const here = router.currentRoute.value;
    if (here.name !== 'sign-in') void router.replace({ name: 'sign-in', query: { next: here.fullPath } });
  },
});
app.use(router).mount('#app');
