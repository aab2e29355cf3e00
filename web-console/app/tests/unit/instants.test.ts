import { afterEach, expect, it } from 'vitest';
import { setLocale } from '@/shared/locale/i18n';
import { formatDate, formatInstant, setZone, toLocalField, today, withOffset } from '@/shared/locale/instants';

afterEach(() => { setZone('Asia/Shanghai'); setLocale('zh-CN'); });

it('shows instants in the civil zone, whatever zone the computer is in', () => {
  expect(formatInstant('2026-03-02T01:00:00Z')).toBe('2026年3月2日 09:00');
  expect(formatInstant('2026-03-01T23:59:00+08:00')).toBe('2026年3月1日 23:59');
  setLocale('en');
  expect(formatInstant('2026-03-02T01:00:00Z')).toBe('2 Mar 2026 09:00');
});
it('shows what is no instant as it came', () => {
  expect(formatInstant('soon')).toBe('soon');
  expect(formatInstant(null)).toBe('');
  expect(formatDate('2026-3-2')).toBe('2026-3-2');
});
it('adds the offset that the zone has on that day', () => {
  expect(withOffset('2026-07-01T08:30')).toBe('2026-07-01T08:30:00+08:00');
  setZone('America/New_York');
  expect(withOffset('2026-07-01T08:30')).toBe('2026-07-01T08:30:00-04:00');
  expect(withOffset('2026-01-01T08:30')).toBe('2026-01-01T08:30:00-05:00');
  expect(toLocalField('2026-07-01T12:30:00Z')).toBe('2026-07-01T08:30');
  expect(withOffset('nonsense')).toBe('nonsense');
});
it('keeps its zone when the name is unknown', () => {
  setZone('Nowhere/Land');
  expect(today(new Date('2026-03-01T17:00:00Z'))).toBe('2026-03-02');
});
