import type { UnitDetail } from '@/shared/api/types';

/** Everybody who holds a post in the unit, once, in the order of the posts, as options of a form. */
export function staffOptions(unit: UnitDetail): { value: string; label: string }[] {
  const seen = new Map<string, { value: string; label: string; posts: string[] }>();
  for (const post of unit.posts)
    for (const holder of post.holders) {
      const one = seen.get(holder.person.id) ?? { value: holder.person.id, label: holder.person.name, posts: [] };
      one.posts.push(post.name);
      seen.set(holder.person.id, one);
    }
  return [...seen.values()].map(({ value, label, posts }) => ({ value, label: `${label} · ${posts.join('、')}` }));
}
