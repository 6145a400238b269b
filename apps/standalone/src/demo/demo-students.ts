import { chosenNames, communities, shortNames } from './demo-names.js';
import type { DemoPerson } from './demo-person.js';
import type { SeededRandom } from './seeded-random.js';

export const demoGrades = ['9', '10', '11', '12'] as const;
const homeroomLetters = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
const studentsAHomeroom = 25;

/** The first ninth-grader's badge and tag, so that a guide or a test can name something to scan. */
export const firstBadge = '0004217';

export interface DemoHomeroom {
  /** Grade and letter, `9A`; also its id in the roster. */
  readonly name: string;
  readonly grade: string;
  readonly room: string;
}

export const demoHomerooms: readonly DemoHomeroom[] = demoGrades.flatMap((grade, floor) =>
  homeroomLetters.map((letter, door) => ({
    name: `${grade}${letter}`,
    grade,
    room: `Room ${floor + 1}${String(door + 1).padStart(2, '0')}`,
  })),
);

const weights = communities.flatMap((community) => Array.from({ length: community.weight }, () => community));

function madeUpName(random: SeededRandom): Pick<DemoPerson, 'givenName' | 'preferredName' | 'familyName' | 'language'> {
  const anyCommunity = () => weights[random.whole(weights.length)] ?? communities[0];
  const home = anyCommunity();
  const family = random.chance(0.1) ? anyCommunity() : home;
  const givenName = random.pick(home.given);
  const first = random.pick(family.family);
  const second = random.chance(family.twoFamilyNames) ? random.pick(family.family) : first;
  const joint = family.spanish > 0 ? ' ' : '-';
  const short = shortNames[givenName];
  const usesShort = short !== undefined && random.chance(0.5);
  return {
    givenName,
    preferredName: usesShort ? short : random.chance(0.02) ? random.pick(chosenNames) : null,
    familyName: second === first ? first : `${first}${joint}${second}`,
    language: random.chance(home.spanish) ? 'es' : 'en',
  };
}

/** What a kiosk shows of a student: preferred first name and last initial. */
export const shownName = (student: Pick<DemoPerson, 'givenName' | 'preferredName' | 'familyName'>): string =>
  `${student.preferredName ?? student.givenName} ${student.familyName.slice(0, 1)}.`;

/** Five digits behind two zeros, in no order, each once, beginning with `firstBadge`. */
function badges(random: SeededRandom, count: number): string[] {
  const drawn = new Set([firstBadge]);
  while (drawn.size < count) drawn.add(String(1_000 + random.whole(99_000)).padStart(7, '0'));
  return [...drawn];
}

/** 600 students: 24 homerooms of 25. Within one homeroom no two look alike on the kiosk. */
export function demoStudents(random: SeededRandom): DemoPerson[] {
  const numbers = badges(random, demoHomerooms.length * studentsAHomeroom);
  return demoHomerooms.flatMap(({ name: homeroom, grade }, room) => {
    const members = new Map<string, ReturnType<typeof madeUpName>>();
    while (members.size < studentsAHomeroom) {
      const candidate = madeUpName(random);
      const shown = shownName(candidate);
      if (!members.has(shown)) members.set(shown, candidate);
    }
    return [...members.values()].map((name, seat): DemoPerson => {
      const badge = numbers[room * studentsAHomeroom + seat] ?? firstBadge;
      return { sourceId: `student-${badge}`, ...name, email: null, badge, grade, homeroom, roles: ['student'], skills: [], shifts: [] };
    });
  });
}

/** The last of the English and of the Spanish speakers who are nothing but students, with a working laptop, can sign in. */
export function withSignIns(students: readonly DemoPerson[], works: (student: DemoPerson) => boolean): DemoPerson[] {
  const speaking = (language: string) =>
    students.findLast((student) => student.language === language && student.roles.length === 1 && works(student));
  const emailOf = new Map([
    [speaking('en'), 'student1@demo.example'],
    [speaking('es'), 'student2@demo.example'],
  ]);
  return students.map((student) => ({ ...student, email: emailOf.get(student) ?? student.email }));
}
