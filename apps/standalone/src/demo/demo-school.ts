import { withAssistants } from './demo-assistants.js';
import { demoBellSchedule } from './demo-bell-schedule.js';
import { demoDevices, type DemoDevice } from './demo-devices.js';
import type { DemoPerson } from './demo-person.js';
import { demoStaff } from './demo-staff.js';
import { demoHomerooms, demoStudents, withSignIns, type DemoHomeroom } from './demo-students.js';
import { seededRandom } from './seeded-random.js';

/** A whole made-up school, as plain data. */
export interface DemoSchool {
  readonly name: string;
  readonly timeZone: string;
  readonly desk: { readonly name: string; readonly letter: string };
  readonly periods: typeof demoBellSchedule;
  readonly homerooms: readonly DemoHomeroom[];
  /** 600 students, 21 of them assistants, then the staff. */
  readonly people: readonly DemoPerson[];
  readonly devices: readonly DemoDevice[];
}

/** Of the demo school that every installation without a roster gets. */
export const demoSeed = 20_261_122;

/** The same seed gives the same school, down to the last serial number. */
export function generateDemoSchool(seed: number): DemoSchool {
  const random = seededRandom(seed);
  const enrolled = withAssistants(demoStudents(random), random);
  const devices = demoDevices(enrolled, random);
  const hasWorking = ({ sourceId }: DemoPerson) => devices.some(({ holder, state }) => holder === sourceId && state === 'in_use');
  const students = withSignIns(enrolled, hasWorking);
  return {
    name: 'Cedar Bend High School',
    timeZone: 'America/Chicago',
    desk: { name: 'Help desk', letter: 'B' },
    periods: demoBellSchedule,
    homerooms: demoHomerooms,
    people: [...students, ...demoStaff],
    devices,
  };
}
