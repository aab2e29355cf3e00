// Who is signed in, which unit is being worked in. The CSRF token goes to the client and nowhere else.
import { defineStore } from 'pinia';
import { computed, nextTick, ref, shallowRef } from 'vue';
import { configureClient, get, post, signOutRequest } from '@/shared/api/client';
import { asProblem } from '@/shared/api/problem';
import type { Session, Unit } from '@/shared/api/types';
import { dropAllDrafts } from '@/shared/draft/drafts';
import { startLiveUpdates, stopLiveUpdates } from '@/shared/live/live-updates';
import { setZone } from '@/shared/locale/instants';

export const useSession = defineStore('session', () => {
  const session = shallowRef<Session | null>(null);
  const asked = ref(false);
  const lost = ref(false);
  const unitId = ref('');
  const unit = computed<Unit | null>(() => session.value?.units.find((one) => one.id === unitId.value) ?? null);
  const person = computed(() => session.value?.person ?? null);

  function take(next: Session): void {
    session.value = next;
    lost.value = false;
    configureClient({ csrf: next.csrf });
    setZone(next.zone);
    if (!next.units.some((one) => one.id === unitId.value)) unitId.value = next.units[0]?.id ?? '';
    startLiveUpdates();
  }

  function forget(): void {
    session.value = null;
    configureClient({ csrf: '' });
    stopLiveUpdates();
  }

  /** Asks once whether the cookie still holds. Throws when the server cannot be reached. */
  async function resume(): Promise<void> {
    if (asked.value) return;
    try {
      take(await get('/api/v1/session', {}));
    } catch (error) {
      if (asProblem(error).status !== 401) throw error;
    }
    asked.value = true;
  }

  async function signIn(account: string, password: string): Promise<void> {
    take(await post('/api/v1/session', { body: { account, password } }));
    asked.value = true;
  }

  async function signOut(): Promise<void> {
    try {
      await signOutRequest();
    } catch (error) {
      if (asProblem(error).status !== 401) throw error;
    }
    forget();
    await nextTick(); // pages keep what is typed when they go; only then is everything dropped
    dropAllDrafts();
  }

  /** The server says the session is over: drafts stay, the person signs in again and goes on. */
  function onLost(): void {
    if (!session.value) return;
    lost.value = true;
    forget();
  }

  return { session, person, unit, unitId, lost, resume, signIn, signOut, onLost };
});
