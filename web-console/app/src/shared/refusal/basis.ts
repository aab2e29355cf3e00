import { i18n } from '@/shared/locale/i18n';

/** 《草原法》第13条; an article that is a heading rather than a number stands as it is. */
export function basisText(item: { source: string; article: string }): string {
  const { t } = i18n.global;
  const source = item.source.replace(/^《(.*)》$/, '$1');
  if (!item.article) return t('refusal.basis-source', { source });
  const numbered = /^[0-9一二三四五六七八九十百零〇]+([(\uff08][^)\uff09]*[)\uff09]|之[一二三四五六七八九十]+)*$/.test(item.article);
  return t(numbered ? 'refusal.basis-line' : 'refusal.basis-heading', { source, article: item.article });
}
