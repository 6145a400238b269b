import type { CohortDevice, CohortStudent, HandOutPlan, ScannedLaptop, Visit } from '@firstbell/contracts/hand-out';
import { scanDigest } from '@firstbell/contracts/scan-digest';

/** What a station keeps of the running plans. */
export interface KeptCohort {
  readonly schoolId: string;
  readonly version: string;
  readonly plans: readonly HandOutPlan[];
  readonly students: readonly CohortStudent[];
  readonly devices: readonly CohortDevice[];
}

export interface Found {
  readonly visit: Visit | null;
  readonly laptop: ScannedLaptop | null;
}

export const namesFrom = 3;
const namesShown = 5;
/** Without accents and case: names are typed in a hurry. */
const plain = (name: string): string => name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();

/** Finds a scan at once, whether or not there is a network. */
export class Cohort {
  private readonly plans: ReadonlyMap<string, HandOutPlan>;
  private readonly students: ReadonlyMap<string, CohortStudent>;
  private readonly byBadge: ReadonlyMap<string, CohortStudent>;
  private readonly byTag: ReadonlyMap<string, CohortDevice>;
  private readonly bySerial: ReadonlyMap<string, CohortDevice>;

  constructor(private readonly kept: KeptCohort) {
    this.plans = new Map(kept.plans.map((plan) => [plan.id, plan]));
    this.students = new Map(kept.students.map((student) => [student.id, student]));
    this.byBadge = new Map(kept.students.flatMap((student) => (student.badgeDigest === null ? [] : [[student.badgeDigest, student]])));
    this.byTag = new Map(kept.devices.map((device) => [device.tag, device]));
    this.bySerial = new Map(kept.devices.flatMap((device) => (device.serialDigest === null ? [] : [[device.serialDigest, device]])));
  }

  /** Null when this station does not know it; the server may. */
  find(scan: string): Found | null {
    const digest = scanDigest(scan, this.kept.schoolId);
    const student = this.byBadge.get(digest);
    const device = this.byTag.get(scan) ?? this.bySerial.get(digest);
    // Two entries under one number: the server says so, and a person decides.
    if (student !== undefined && device !== undefined) return null;
    if (student !== undefined) return { visit: this.visitOf(student), laptop: null };
    if (device === undefined) return null;
    const { serialDigest: _, ...laptop } = device;
    const holder = device.holder === null ? undefined : this.students.get(device.holder.id);
    return { visit: holder === undefined ? null : this.visitOf(holder), laptop };
  }

  /** Students one of whose names begins so, at most five; for those without their badge. */
  named(beginning: string): Visit[] {
    const wanted = plain(beginning);
    if (wanted.length < namesFrom) return [];
    const matching = this.kept.students.filter(({ name }) =>
      plain(name)
        .split(' ')
        .some((_word, index, words) => words.slice(index).join(' ').startsWith(wanted)),
    );
    return matching.slice(0, namesShown).flatMap((student) => this.visitOf(student) ?? []);
  }

  private visitOf({ id, planId, name, homeroom, language, steps, device, agreementOnFile, credential }: CohortStudent): Visit | null {
    const plan = this.plans.get(planId);
    return plan === undefined ? null : { plan, student: { id, name, homeroom, language }, steps, device, agreementOnFile, credential };
  }
}
