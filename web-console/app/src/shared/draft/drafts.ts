// What was typed and not yet sent, kept for this tab only (sessionStorage): it survives a reload or a lost session, and is gone
// when the tab closes or the person signs out. Keys name the person, so that the next person at the same computer sees nothing.
const prefix = 'chancery.draft.';

export interface Draft { values: Record<string, unknown>; savedAt: string; version?: string }

export function draftKey(person: string, what: string): string {
  return `${prefix}${person}.${what}`;
}

export function saveDraft(key: string, values: Record<string, unknown>, version?: string): void {
  try {
    sessionStorage.setItem(key, JSON.stringify({ values, savedAt: new Date().toISOString(), version }));
  } catch {
    // A full or forbidden storage costs the draft, never the form.
  }
}

export function readDraft(key: string): Draft | null {
  try {
    const text = sessionStorage.getItem(key);
    return text ? (JSON.parse(text) as Draft) : null;
  } catch {
    return null;
  }
}

export function dropDraft(key: string): void {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // Nothing to drop where nothing can be kept.
  }
}

export function dropAllDrafts(): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
  } catch {
    // As above.
  }
}
