/** The bells of a school without a bell schedule. */
export const usualBells = { first: '08:00', last: '15:00' } as const;

/** Days over which assistants get an equal share of the sample. */
export const sampleMemoryDays = 28;

/**
 * How many reviews of today's sample should exist by now: `aDay` of them, evenly over the school day, each in the middle
 * of its share, so that the last does not wait for the bell and a morning does not use up the day's sample.
 * Times are the school's wall clock, `HH:MM`.
 */
export function samplesDueBy(clock: string, bells: { first: string; last: string }, aDay: number): number {
  const length = minuteOf(bells.last) - minuteOf(bells.first);
  const passed = length <= 0 ? 1 : (minuteOf(clock) - minuteOf(bells.first)) / length;
  return Math.floor(aDay * Math.min(1, Math.max(0, passed)) + 0.5);
}

const minuteOf = (clock: string): number => {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return hour * 60 + minute;
};

export interface Candidate {
  readonly ticketId: string;
  readonly assistantId: string;
}

/**
 * Picks tickets for the sample. Each time it is the turn of the assistant with the fewest sampled reviews lately, so that
 * over days everyone is looked at equally often, however many tickets they take; which of their tickets it is, is chance.
 * `random` gives numbers in [0, 1).
 */
export function chooseFairly<C extends Candidate>(
  candidates: readonly C[],
  sampledLately: ReadonlyMap<string, number>,
  howMany: number,
  random: () => number,
): C[] {
  const left = byAssistant(candidates);
  const counts = new Map(sampledLately);
  const chosen: C[] = [];
  while (chosen.length < howMany && left.size > 0) {
    const fewest = Math.min(...[...left.keys()].map((assistant) => counts.get(assistant) ?? 0));
    const turn = anyOf(
      [...left.keys()].filter((assistant) => (counts.get(assistant) ?? 0) === fewest),
      random,
    );
    if (turn === undefined) break;
    const tickets = left.get(turn) ?? [];
    const ticket = anyOf(tickets, random);
    if (ticket !== undefined) chosen.push(ticket);
    counts.set(turn, fewest + 1);
    const others = tickets.filter((other) => other !== ticket);
    if (others.length === 0) left.delete(turn);
    else left.set(turn, others);
  }
  return chosen;
}

function byAssistant<C extends Candidate>(candidates: readonly C[]): Map<string, C[]> {
  const groups = new Map<string, C[]>();
  for (const candidate of candidates) groups.set(candidate.assistantId, [...(groups.get(candidate.assistantId) ?? []), candidate]);
  return groups;
}

const anyOf = <T>(things: readonly T[], random: () => number): T | undefined => things[Math.floor(random() * things.length)];
