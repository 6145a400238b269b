import type { Me } from '@firstbell/contracts/people';
import { useEffect, useState } from 'react';
import { call } from '../api/call.js';
import { keepSending } from '../outbox/keep-sending.js';
import { stationStore } from '../paired-screen/station-store.js';
import { Outbox } from './outbox/outbox.js';

const codesEveryMs = 60_000;

/** This kiosk's outbox, sending by itself; null for the instant until its storage is open. */
export function useOutbox(me: Me): { readonly outbox: Outbox | null; readonly waiting: number } {
  const [outbox, setOutbox] = useState<Outbox | null>(null);
  const [waiting, setWaiting] = useState(0);
  const { id: schoolId, timeZone } = me.school;

  useEffect(() => {
    let stopped = false;
    let timer: ReturnType<typeof setInterval> | undefined;
    let stopSending = (): void => undefined;
    void stationStore().then((store) => {
      if (stopped) return;
      const opened = new Outbox({ store, schoolId, timeZone, call, now: Date.now, onCount: setWaiting });
      const fillCodes = (): void => void opened.fillCodes().catch(() => undefined);
      setOutbox(opened);
      fillCodes();
      timer = setInterval(fillCodes, codesEveryMs);
      stopSending = keepSending(() => opened.sendAll());
    });
    return () => {
      stopped = true;
      clearInterval(timer);
      stopSending();
    };
  }, [schoolId, timeZone]);

  return { outbox, waiting };
}
