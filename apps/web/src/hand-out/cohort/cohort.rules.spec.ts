import type { CohortDevice, CohortStudent } from '@firstbell/contracts/hand-out';
import { scanDigest } from '@firstbell/contracts/scan-digest';
import { describe, expect, it } from '@jest/globals';
import { Cohort, type KeptCohort } from './cohort.rules.js';

const schoolId = 'school';
const student = (id: string, name: string, part: Partial<CohortStudent> = {}): CohortStudent => ({
  id,
  planId: 'plan',
  name,
  homeroom: null,
  language: 'en',
  badgeDigest: scanDigest(`badge-${id}`, schoolId),
  steps: [],
  device: null,
  agreementOnFile: false,
  credential: { state: 'none' },
  ...part,
});
const device = (tag: string, part: Partial<CohortDevice> = {}): CohortDevice => ({
  id: `id-${tag}`,
  tag,
  model: 'Spin 511',
  state: 'spare',
  holder: null,
  serialDigest: scanDigest(`serial-${tag}`, schoolId),
  ...part,
});
const cohortOf = (students: CohortStudent[], devices: CohortDevice[] = []): Cohort =>
  new Cohort({
    schoolId,
    version: '1',
    plans: [{ id: 'plan', name: 'September', steps: [], video: null, basics: { en: [], es: [] } }],
    students,
    devices,
  } satisfies KeptCohort);

describe('a scan without the network', () => {
  it('finds a student by badge, and a laptop by tag or serial number, with whoever has it', () => {
    const held = device('WC-2', { state: 'in_use', holder: { id: 'ana', name: 'Ana' } });
    const cohort = cohortOf([student('ana', 'Ana Reyes')], [device('WC-1'), held]);
    expect(cohort.find('badge-ana')).toMatchObject({ visit: { student: { id: 'ana' } }, laptop: null });
    expect(cohort.find('WC-1')).toMatchObject({ visit: null, laptop: { tag: 'WC-1' } });
    expect(cohort.find('serial-WC-2')).toMatchObject({ visit: { student: { id: 'ana' } }, laptop: { tag: 'WC-2' } });
    expect(cohort.find('WC-1')?.laptop).not.toHaveProperty('serialDigest');
  });

  it('leaves to the server what it does not know, and what two entries share', () => {
    const shared = scanDigest('0042', schoolId);
    const cohort = cohortOf([student('ana', 'Ana Reyes', { badgeDigest: shared })], [device('WC-1', { serialDigest: shared })]);
    expect(cohort.find('0042')).toBeNull();
    expect(cohort.find('42')).toBeNull();
  });
});

describe('a student without the badge', () => {
  const cohort = cohortOf([
    student('a', 'José Núñez'),
    student('b', 'Mary Ann Lee'),
    ...['c', 'd', 'e', 'f', 'g', 'h'].map((id) => student(id, `Leon ${id}`)),
  ]);
  const found = (beginning: string) => cohort.named(beginning).map((visit) => visit.student.name);

  it('is found by the beginning of any name, without accents and case', () => {
    expect(found('nun')).toEqual(['José Núñez']);
    expect(found('JOSE')).toEqual(['José Núñez']);
    expect(found('ann l')).toEqual(['Mary Ann Lee']);
    expect(found('unez')).toEqual([]);
  });

  it('takes three letters, and shows five at most', () => {
    expect(found('jo')).toEqual([]);
    expect(found(' jo ')).toEqual([]);
    expect(found('leo')).toHaveLength(5);
  });
});
