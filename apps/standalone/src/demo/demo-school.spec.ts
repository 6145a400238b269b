import { describe, expect, it } from '@jest/globals';
import { generateDemoSchool } from './demo-school.js';
import { firstTag } from './demo-devices.js';
import { firstBadge, shownName } from './demo-students.js';

const school = generateDemoSchool(7);
const students = school.people.filter((person) => person.roles.includes('student'));
const assistants = students.filter((person) => person.roles.includes('assistant'));

const isUnique = (values: readonly unknown[]) => new Set(values).size === values.length;

describe('the demo school', () => {
  it('is the same for the same seed and another for another', () => {
    expect(generateDemoSchool(7)).toEqual(school);
    expect(generateDemoSchool(8)).not.toEqual(school);
  });

  it('has 600 students in homerooms of 25, grades 9 to 12', () => {
    expect(students).toHaveLength(600);
    expect(school.homerooms).toHaveLength(24);
    for (const { name, grade } of school.homerooms) {
      const members = students.filter((student) => student.homeroom === name);
      expect(members).toHaveLength(25);
      expect(members.every((student) => student.grade === grade)).toBe(true);
    }
  });

  it.each([1, 2, 3, 2024, 4_294_967_295])('gives every person, badge, tag and serial once (seed %d)', (seed) => {
    const { people, devices } = generateDemoSchool(seed);
    expect(isUnique(people.map((person) => person.sourceId))).toBe(true);
    expect(isUnique(people.flatMap((person) => person.badge ?? []))).toBe(true);
    expect(isUnique(people.flatMap((person) => person.email ?? []))).toBe(true);
    expect(isUnique(devices.map((device) => device.tag))).toBe(true);
    expect(isUnique(devices.map((device) => device.serial))).toBe(true);
  });

  it('prints badges with leading zeros and tags as stickers have them', () => {
    expect(students.map((student) => student.badge).filter((badge) => !/^00\d{5}$/.test(badge ?? ''))).toEqual([]);
    expect(school.devices.map((device) => device.tag).filter((tag) => !/^FB-\d{5}$/.test(tag))).toEqual([]);
  });

  it('lets no two students of a homeroom look alike on the kiosk', () => {
    for (const { name } of school.homerooms)
      expect(isUnique(students.filter((student) => student.homeroom === name).map(shownName))).toBe(true);
  });

  it('gives each student one laptop, a few of them in repair, and keeps spares', () => {
    const held = school.devices.filter((device) => device.holder !== null);
    expect(held.map((device) => device.holder).toSorted()).toEqual(students.map((student) => student.sourceId).toSorted());
    expect(held.filter((device) => device.state === 'in_repair')).toHaveLength(6);
    expect(school.devices.filter((device) => device.state === 'spare').map((device) => device.holder)).toEqual(
      Array.from({ length: 12 }, () => null),
    );
  });

  it('always has the student whom the guide scans, with a working laptop', () => {
    const first = students.find((student) => student.badge === firstBadge);
    expect(first).toMatchObject({ grade: '9', homeroom: '9A', roles: ['student'] });
    expect(school.devices.find((device) => device.tag === firstTag)).toMatchObject({ holder: first?.sourceId, state: 'in_use' });
  });

  it('puts three assistants in each of seven periods, numbered in that order', () => {
    expect(school.periods).toHaveLength(7);
    const rota = school.periods.map(({ name }) =>
      assistants.filter((assistant) => assistant.shifts.includes(name)).map((assistant) => assistant.email),
    );
    expect(rota.map((emails) => emails.length)).toEqual([3, 3, 3, 3, 3, 3, 3]);
    const inOrder = rota.flatMap((emails) => emails.toSorted((a, b) => Number(a?.replace(/\D/g, '')) - Number(b?.replace(/\D/g, ''))));
    expect(inOrder).toEqual(Array.from({ length: 21 }, (_, index) => `assistant${index + 1}@demo.example`));
    expect(assistants.every((assistant) => assistant.badge !== null && assistant.grade !== '9')).toBe(true);
  });

  it('knows hardware in every period but the fourth', () => {
    const without = school.periods.filter(
      ({ name }) => !assistants.some((one) => one.shifts.includes(name) && one.skills.includes('hardware')),
    );
    expect(without.map((period) => period.name)).toEqual(['Period 4']);
  });

  it('has its staff, who sign in and hold no badge', () => {
    const staff = school.people.filter((person) => !person.roles.includes('student'));
    expect(staff.map((person) => person.email?.replace('@demo.example', ''))).toEqual([
      'coach',
      'admin',
      'leader1',
      ...Array.from({ length: 12 }, (_, index) => `teacher${index + 1}`),
    ]);
    expect(staff.every((person) => person.badge === null)).toBe(true);
  });

  it('has besides its assistants two students who sign in, one in each language, with a working laptop', () => {
    const others = students.filter((student) => student.email !== null && !student.roles.includes('assistant'));
    expect(others.map(({ email, language }) => [email, language]).toSorted()).toEqual([
      ['student1@demo.example', 'en'],
      ['student2@demo.example', 'es'],
    ]);
    for (const { sourceId } of others) expect(school.devices.find(({ holder }) => holder === sourceId)?.state).toBe('in_use');
  });

  it('rings its bells in order, without overlap', () => {
    const bells = school.periods.flatMap(({ startsAt, endsAt }) => [startsAt, endsAt]);
    expect(bells).toEqual(bells.toSorted());
    expect(isUnique(bells)).toBe(true);
  });

  it('is as mixed as a school: accents, two family names, preferred names, Spanish', () => {
    const share = (test: (student: (typeof students)[number]) => boolean) => students.filter(test).length / students.length;
    expect(share((student) => /[^\p{ASCII}]/u.test(student.givenName + student.familyName))).toBeGreaterThan(0.2);
    expect(share((student) => student.familyName.includes(' '))).toBeGreaterThan(0.04);
    expect(share((student) => student.preferredName !== null)).toBeGreaterThan(0.08);
    expect(share((student) => student.language === 'es')).toBeGreaterThan(0.08);
    expect(share((student) => student.language === 'es')).toBeLessThan(0.3);
    for (const person of school.people)
      expect(`${person.givenName} ${person.familyName}`).toBe(`${person.givenName} ${person.familyName}`.normalize('NFC'));
  });
});
