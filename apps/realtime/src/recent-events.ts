import type { LoggedEvent } from '@firstbell/platform';
import { grouped } from './grouped.js';

interface OfSchool {
  /** Everything after this snapshot is kept. */
  floor: string;
  readonly batches: { readonly after: string; readonly events: readonly LoggedEvent[] }[];
  count: number;
}

/**
 * The latest events of each school that this process has heard of. When a thousand screens come back at once, what they have
 * missed is told from here: asking the event log for each of them would keep all of them waiting.
 */
export class RecentEvents {
  /** In the order in which something last happened there. */
  private readonly schools = new Map<string, OfSchool>();
  /** Of schools of which nothing is kept. */
  private floor: string | undefined;
  private count = 0;

  constructor(
    private readonly atMostOfSchool = 200,
    private readonly atMost = 10_000,
  ) {}

  /** What was committed between two snapshots. Batches come in order, without a gap. */
  add(before: string, events: readonly LoggedEvent[], after: string): void {
    this.floor ??= before;
    for (const [schoolId, ofSchool] of grouped(events, (event) => event.schoolId)) this.addOfSchool(schoolId, ofSchool, after);
    for (const [schoolId, school] of this.schools) {
      if (this.count <= this.atMost) break;
      this.schools.delete(schoolId);
      this.count -= school.count;
      this.floor = school.batches.at(-1)?.after ?? school.floor;
    }
  }

  /**
   * What somebody who has seen everything in the snapshot `seen` may have missed of the school, and perhaps a little of what they
   * saw. Undefined when that reaches back further than what is kept, or ahead of `now`, as it does in another database.
   * @param now where this process stands in the log
   */
  since(schoolId: string, seen: string, now: string): LoggedEvent[] | undefined {
    this.floor ??= now;
    if (xmaxOf(seen) > xmaxOf(now)) return undefined;
    const school = this.schools.get(schoolId);
    const { floor } = school ?? { floor: this.floor };
    const known = school?.batches.findLastIndex(({ after }) => includes(seen, after)) ?? -1;
    if (known === -1 && !includes(seen, floor)) return undefined;
    return school?.batches.slice(known + 1).flatMap(({ events }) => events) ?? [];
  }

  private addOfSchool(schoolId: string, events: readonly LoggedEvent[], after: string): void {
    const school = this.schools.get(schoolId) ?? { floor: this.floor ?? after, batches: [], count: 0 };
    this.schools.delete(schoolId);
    this.schools.set(schoolId, school);
    school.batches.push({ after, events });
    this.keepCount(school, events.length);
    while (school.count > this.atMostOfSchool) {
      const oldest = school.batches.shift();
      if (oldest === undefined) break;
      school.floor = oldest.after;
      this.keepCount(school, -oldest.events.length);
    }
  }

  private keepCount(school: OfSchool, more: number): void {
    school.count += more;
    this.count += more;
  }
}

/** Whether whoever has seen `later` has seen all of `earlier`; in doubt not. Both as pg_snapshot writes itself, `xmin:xmax:xip,…`. */
function includes(later: string, earlier: string): boolean {
  return later === earlier || xminOf(later) >= xmaxOf(earlier);
}

const xminOf = (snapshot: string): bigint => BigInt(snapshot.split(':')[0] ?? '0');
const xmaxOf = (snapshot: string): bigint => BigInt(snapshot.split(':')[1] ?? '0');
