import { demoBellSchedule, type DemoPeriodName } from './demo-bell-schedule.js';
import type { DemoPerson } from './demo-person.js';
import type { SeededRandom } from './seeded-random.js';

/**
 * What the three assistants of each period are certified for. Somebody always knows hardware but in period 4, where a
 * cracked screen shows how the desk behaves when nobody on duty qualifies; some are new and hold nothing yet.
 */
const skillsByPeriod: Readonly<Record<DemoPeriodName, readonly [readonly string[], readonly string[], readonly string[]]>> = {
  'Period 1': [['hardware', 'network'], ['accounts', 'software'], []],
  'Period 2': [['hardware'], ['accounts'], ['network', 'software']],
  'Period 3': [['hardware', 'accounts'], ['software'], ['network']],
  'Period 4': [['accounts', 'network'], ['software'], []],
  'Period 5': [['hardware', 'software'], ['accounts'], ['network']],
  'Period 6': [['hardware', 'accounts', 'network', 'software'], [], []],
  'Period 7': [['hardware'], ['accounts', 'network'], ['software']],
};

interface Post {
  readonly email: string;
  readonly period: DemoPeriodName;
  readonly skills: readonly string[];
}

const posts: readonly Post[] = demoBellSchedule
  .flatMap(({ name: period }) => skillsByPeriod[period].map((skills) => ({ period, skills })))
  .map((post, index) => ({ ...post, email: `assistant${index + 1}@demo.example` }));

/** The same students, 21 of them, from grade 10 on, now assistants too: three in each period. */
export function withAssistants(students: readonly DemoPerson[], random: SeededRandom): DemoPerson[] {
  const chosen = random.shuffled(students.filter((student) => student.grade !== '9')).slice(0, posts.length);
  const postOf = new Map(chosen.map((student, index) => [student.sourceId, posts[index]]));
  return students.map((student) => {
    const post = postOf.get(student.sourceId);
    return post ? { ...student, email: post.email, roles: ['student', 'assistant'], skills: post.skills, shifts: [post.period] } : student;
  });
}
