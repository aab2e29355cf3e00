// Instants and dates as people read them, in the civil zone of the database whatever zone the computer is in.
import { currentLocale } from './i18n';

let zone = 'Asia/Shanghai';

export function setZone(name: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    zone = name;
  } catch {
    // A zone that this browser does not know: the default stays.
  }
}

type Parts = Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', string>;

function parts(instant: Date): Parts {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
  });
  return Object.fromEntries(format.formatToParts(instant).map((part) => [part.type, part.value])) as Parts;
}

/** 2026年3月2日 09:00 / 2 Mar 2026 09:00; the text itself when it is no instant. */
export function formatInstant(text: string | null | undefined): string {
  if (!text) return '';
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime())) return text;
  const p = parts(instant);
  return `${formatDate(`${p.year}-${p.month}-${p.day}`)} ${p.hour}:${p.minute}`;
}

/** 2026年3月2日 / 2 Mar 2026 from 2026-03-02. */
export function formatDate(text: string | null | undefined): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text ?? '');
  if (!found) return text ?? '';
  const [, year, month, day] = found;
  if (currentLocale() === 'zh-CN') return `${year}年${Number(month)}月${Number(day)}日`;
  const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  return `${Number(day)} ${names[Number(month) - 1] ?? month} ${year}`;
}

/** `2026-03-02T09:00` of a datetime-local field, as an instant with the offset that the civil zone has then. */
export function withOffset(local: string): string {
  const asUtc = new Date(`${local.length === 16 ? `${local}:00` : local}Z`);
  if (Number.isNaN(asUtc.getTime())) return local;
  const guess = asUtc.getTime() - offsetMs(asUtc);
  const offset = offsetMs(new Date(guess));
  const sign = offset < 0 ? '-' : '+';
  const minutes = Math.abs(offset) / 60_000;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${asUtc.toISOString().slice(0, 19)}${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** The value of a datetime-local field for an instant. */
export function toLocalField(text: string): string {
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime())) return '';
  const p = parts(instant);
  return `${p.year}-${p.month}-${p.day}T${p.hour}:${p.minute}`;
}

/** Today in the civil zone, as 2026-03-02. */
export function today(now = new Date()): string {
  const p = parts(now);
  return `${p.year}-${p.month}-${p.day}`;
}

function offsetMs(instant: Date): number {
  const p = parts(instant);
  const local = Date.UTC(Number(p.year), Number(p.month) - 1, Number(p.day), Number(p.hour), Number(p.minute), Number(p.second));
  return local - Math.floor(instant.getTime() / 1000) * 1000;
}
