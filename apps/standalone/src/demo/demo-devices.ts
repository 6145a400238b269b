import type { DemoPerson } from './demo-person.js';
import { firstBadge } from './demo-students.js';
import type { SeededRandom } from './seeded-random.js';

/** A laptop of the demo school. */
export interface DemoDevice {
  /** The sticker's text, `FB-00123`. */
  readonly tag: string;
  readonly serial: string;
  readonly model: string;
  readonly state: 'in_use' | 'in_repair' | 'spare';
  /** `sourceId` of the student who has it. */
  readonly holder: string | null;
}

export const firstTag = 'FB-00123';
const spares = 12;
/** One in so many lies on the repair shelf. */
const repairEvery = 100;

const serialLetters = 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789';

interface Make {
  readonly model: string;
  /** How this maker's serial numbers begin, and how many characters they have. */
  readonly serial: { readonly begins: string; readonly length: number };
}

/** Each grade kept the model of the year it started with. */
const makes: Readonly<Record<string, Make>> = {
  '9': { model: 'Lenovo 500e Yoga Chromebook Gen 4', serial: { begins: 'PF', length: 8 } },
  '10': { model: 'Dell Chromebook 3110', serial: { begins: '', length: 7 } },
  '11': { model: 'HP ProBook Fortis x360 11 G9', serial: { begins: '5CD', length: 10 } },
  '12': { model: 'Acer TravelMate B3 Spin 11', serial: { begins: 'NX', length: 12 } },
};
const spareMake: Make = { model: 'Dell Chromebook 3110', serial: { begins: '', length: 7 } };

/** A laptop for every student and a few spares, with tags in no order. */
export function demoDevices(students: readonly DemoPerson[], random: SeededRandom): DemoDevice[] {
  const count = students.length + spares;
  const tags = random.shuffled(
    Array.from({ length: count }, (_, index) => `FB-${String(101 + index).padStart(5, '0')}`).filter((tag) => tag !== firstTag),
  );
  const serialOf = ({ serial: { begins, length } }: Make): string =>
    begins + Array.from({ length: length - begins.length }, () => serialLetters.charAt(random.whole(serialLetters.length))).join('');
  const tagOf = (badge: string | null): string => (badge === firstBadge ? firstTag : (tags.pop() ?? firstTag));
  const issued = students.map((student, index): DemoDevice => {
    const make = makes[student.grade ?? ''] ?? spareMake;
    return {
      tag: tagOf(student.badge),
      serial: serialOf(make),
      model: make.model,
      state: index % repairEvery === repairEvery - 1 ? 'in_repair' : 'in_use',
      holder: student.sourceId,
    };
  });
  const onTheShelf = Array.from({ length: spares }, (): DemoDevice => ({
    tag: tagOf(null),
    serial: serialOf(spareMake),
    model: spareMake.model,
    state: 'spare',
    holder: null,
  }));
  return [...issued, ...onTheShelf];
}
