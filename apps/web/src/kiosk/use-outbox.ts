import type { Me } from '@firstbell/contracts/people';
import { useEffect, useState } from 'react';
import { call } from '../api/call.js';
import { stationStore } from '../paired-screen/station-store.js';
import { Outbox } from './outbox/outbox.js';

const sendAgainMs = 3_000;
const codesEveryMs = 60_000;

/** This kiosk's outbox, sending by itself; null for the instant until its storage is open. */
export function useOutbox(me: Me): { readonly outbox: Outbox | null; readonly waiting: number } {
  const [outbox, setOutbox] = useState<Outbox | null>(null);
  const [waiting, setWaiting] = useState(0);
  const { id: schoolId, timeZone } = me.school;

  useEffect(() => {
    let stopped = false;
    const timers: ReturnType<typeof setInterval>[] = [];
    let unlisten = (): void => undefined;
    void stationStore().then((store) => {
      if (stopped) return;
      const opened = new Outbox({ store, schoolId, timeZone, call, now: Date.now, onCount: setWaiting });
      const fillCodes = (): void => void opened.fillCodes().catch(() => undefined);
      const send = (): void => void opened.sendAll().catch(() => undefined);
      setOutbox(opened);
      fillCodes();
      send();
      timers.push(setInterval(send, sendAgainMs), setInterval(fillCodes, codesEveryMs));
      window.addEventListener('online', send);
      unlisten = () => window.removeEventListener('online', send);
    });
    return () => {
      stopped = true;
      timers.forEach((timer) => clearInterval(timer));
      unlisten();
    };
  }, [schoolId, timeZone]);

  return { outbox, waiting };
}
