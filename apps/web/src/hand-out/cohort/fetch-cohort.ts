import { type CohortDevice, type CohortStudent, handOutOperations } from '@firstbell/contracts/hand-out';
import type { call } from '../../api/call.js';
import type { KeptCohort } from './cohort.rules.js';

/** The whole cohort, page by page; null when it is still the version this station has. */
export async function fetchCohort(ask: typeof call, schoolId: string, known: string | null): Promise<KeptCohort | null> {
  const students: CohortStudent[] = [];
  const devices: CohortDevice[] = [];
  const first = await ask(handOutOperations.handOutCohort, { part: 'students', ...(known === null ? {} : { version: known }) });
  if (first.unchanged) return null;
  students.push(...first.students);
  for (let after = first.next; after !== null;) {
    const page = await ask(handOutOperations.handOutCohort, { part: 'students', after });
    students.push(...page.students);
    after = page.next;
  }
  let page = await ask(handOutOperations.handOutCohort, { part: 'devices' });
  devices.push(...page.devices);
  while (page.next !== null) {
    page = await ask(handOutOperations.handOutCohort, { part: 'devices', after: page.next });
    devices.push(...page.devices);
  }
  // Changed while it was read: the next look finds another version and reads it again.
  return { schoolId, version: first.version, plans: first.plans, students, devices };
}
