// Message texts of the console, Chinese first. Components hold keys only; texts that depend on rules come from the server.
import { createI18n } from 'vue-i18n';
import en from './en.json';
import zh from './zh-CN.json';

export type Locale = 'zh-CN' | 'en';
const storageKey = 'chancery.locale';

function stored(): Locale {
  try {
    return localStorage.getItem(storageKey) === 'en' ? 'en' : 'zh-CN';
  } catch {
    return 'zh-CN';
  }
}

export const i18n = createI18n({
  legacy: false,
  locale: stored(),
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': zh, en },
});

export function currentLocale(): Locale {
  return i18n.global.locale.value as Locale;
}

export function setLocale(locale: Locale): void {
  i18n.global.locale.value = locale;
  document.documentElement.lang = locale;
  try {
    localStorage.setItem(storageKey, locale);
  } catch {
    // The choice lasts for this page then.
  }
}
