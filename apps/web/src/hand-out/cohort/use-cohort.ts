import { useEffect, useState } from 'react';
import { call } from '../../api/call.js';
import { handOutStore } from '../hand-out-store.js';
import { Cohort, type KeptCohort } from './cohort.rules.js';
import { fetchCohort } from './fetch-cohort.js';

const lookAgainMs = 45_000;
const retryMs = 5_000;

export interface CohortState {
  readonly cohort: Cohort | null;
  /** Null until one was kept or fetched. */
  readonly students: number | null;
}

/** Who is expected, as this station last heard; kept for when the network is gone. */
export function useCohort(schoolId: string): CohortState {
  const [state, setState] = useState<CohortState>({ cohort: null, students: null });
  useEffect(() => {
    let stopped = false;
    let version: string | null = null;
    const take = (kept: KeptCohort): void => {
      version = kept.version;
      if (!stopped) setState({ cohort: new Cohort(kept), students: kept.students.length });
    };
    const look = async (): Promise<void> => {
      const fetched = await fetchCohort(call, schoolId, version);
      if (fetched === null || stopped) return;
      take(fetched);
      await (await handOutStore()).keepCohort(fetched);
    };
    let again: ReturnType<typeof setTimeout> | undefined;
    const lookQuietly = (): void => {
      clearTimeout(again);
      void look().catch(() => {
        if (!stopped) again = setTimeout(lookQuietly, retryMs);
      });
    };
    void handOutStore()
      .then((store) => store.cohort())
      .then((kept) => {
        if (kept !== null && kept.schoolId === schoolId) take(kept);
      })
      .finally(lookQuietly);
    const timer = setInterval(lookQuietly, lookAgainMs);
    window.addEventListener('online', lookQuietly);
    return () => {
      stopped = true;
      clearTimeout(again);
      clearInterval(timer);
      window.removeEventListener('online', lookQuietly);
    };
  }, [schoolId]);
  return state;
}
