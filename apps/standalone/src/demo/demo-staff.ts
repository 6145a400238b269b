import type { PersonRole } from '@firstbell/contracts/operation';
import { staffNames } from './demo-names.js';
import type { DemoPerson } from './demo-person.js';

function adult(login: string, role: PersonRole, name: Pick<DemoPerson, 'givenName' | 'familyName'>): DemoPerson {
  return {
    sourceId: `staff-${login}`,
    ...name,
    preferredName: null,
    email: `${login}@demo.example`,
    badge: null,
    grade: null,
    homeroom: null,
    language: 'en',
    roles: [role],
    skills: [],
    shifts: [],
  };
}

export const demoStaff: readonly DemoPerson[] = [
  adult('coach', 'coach', staffNames.coach),
  adult('admin', 'administrator', staffNames.administrator),
  adult('leader1', 'leader', staffNames.leader),
  ...staffNames.teachers.map((name, index) => adult(`teacher${index + 1}`, 'teacher', name)),
];
