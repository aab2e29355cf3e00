// Live updates: one stream per browser. The tab that holds the lock reads the stream and tells the others; where locks are missing or the
// stream fails, every tab polls. A notice carries ids only; whoever listens reads again with its own rights.
import { onScopeDispose } from 'vue';
import type { EventNotice } from '@/shared/api/types';

export type LiveKind = 'case' | 'task' | 'register' | 'meeting' | 'directory' | 'incident' | 'reset' | 'poll';
// What tabs say to each other.
type Word = { kind: LiveKind; notice: EventNotice } | { streaming: boolean } | { asks: true };
export type LiveListener = (kind: LiveKind, notice: EventNotice) => void;

const kinds: LiveKind[] = ['case', 'task', 'register', 'meeting', 'directory', 'incident', 'reset'];
const pollEveryMs = 20_000;
const reopenAfterMs = 10_000;
const listeners = new Set<LiveListener>();
let stop: (() => void) | null = null;

function tell(kind: LiveKind, notice: EventNotice): void {
  for (const listener of [...listeners]) listener(kind, notice);
}

/** Starts after sign-in; a second call does nothing. Returns at once. */
export function startLiveUpdates(): void {
  if (stop) return;
  const ending = new AbortController();
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('chancery-live');
  let streaming = false;
  let leading = false;
  const stopPolling = pollWhile(() => !streaming);
  const say = (word: Word) => channel?.postMessage(word);
  if (channel) {
    channel.onmessage = (message: MessageEvent<Word>) => {
      const word = message.data;
      if ('asks' in word) { if (leading) say({ streaming }); }
      else if ('streaming' in word) streaming = word.streaming;
      else tell(word.kind, word.notice);
    };
    say({ asks: true });
  }
  const lead = () => {
    leading = true;
    return readStream(ending.signal,
      (kind, notice) => { tell(kind, notice); say({ kind, notice }); },
      (now) => { streaming = now; say({ streaming: now }); });
  };
  if (channel && navigator.locks) navigator.locks.request('chancery-live', { signal: ending.signal }, lead).catch(() => undefined);
  else void lead();
  stop = () => { ending.abort(); stopPolling(); channel?.close(); };
}

export function stopLiveUpdates(): void {
  stop?.();
  stop = null;
}

/** Calls `listener` for every notice until the component is gone; bursts are folded into one call per 300 ms. */
export function useLive(interested: LiveKind[], listener: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wanted = new Set<LiveKind>([...interested, 'reset', 'poll']);
  const hear: LiveListener = (kind) => {
    if (!wanted.has(kind)) return;
    clearTimeout(timer);
    timer = setTimeout(listener, 300);
  };
  listeners.add(hear);
  onScopeDispose(() => { clearTimeout(timer); listeners.delete(hear); });
}

// Resolves when the signal ends: the lock is held as long as the stream may run. EventSource resumes with Last-Event-ID by itself;
// when the browser gives up (an error answer), it is opened anew after a pause.
function readStream(signal: AbortSignal, hear: LiveListener, onState: (streaming: boolean) => void): Promise<void> {
  return new Promise((resolve) => {
    let source: EventSource | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const open = () => {
      source = new EventSource('/api/v1/events');
      source.onopen = () => onState(true);
      source.onerror = () => {
        onState(false);
        if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, reopenAfterMs);
      };
      for (const kind of kinds) source.addEventListener(kind, (event) => hear(kind, parse((event as MessageEvent<string>).data)));
    };
    signal.addEventListener('abort', () => { clearTimeout(timer); source?.close(); resolve(); });
    open();
  });
}

function parse(data: string): EventNotice {
  try {
    return JSON.parse(data) as EventNotice;
  } catch {
    return {};
  }
}

function pollWhile(wanted: () => boolean): () => void {
  const timer = setInterval(() => { if (wanted() && document.visibilityState === 'visible') tell('poll', {}); }, pollEveryMs);
  return () => clearInterval(timer);
}
