import type { PersonRole } from '@firstbell/contracts/operation';
import type { Language } from '@firstbell/contracts/values';
import type { DemoPeriodName } from './demo-bell-schedule.js';

/** A made-up person of the demo school. */
export interface DemoPerson {
  /** As a roster would call them; unique in the school. */
  readonly sourceId: string;
  readonly givenName: string;
  readonly preferredName: string | null;
  readonly familyName: string;
  /** Only who signs in has one. */
  readonly email: string | null;
  /** Seven digits as printed on the badge, leading zeros included; adults have none. */
  readonly badge: string | null;
  readonly grade: string | null;
  readonly homeroom: string | null;
  readonly language: Language;
  readonly roles: readonly PersonRole[];
  readonly skills: readonly string[];
  /** Periods of desk duty. */
  readonly shifts: readonly DemoPeriodName[];
}
