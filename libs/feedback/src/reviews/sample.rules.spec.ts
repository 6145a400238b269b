import { describe, expect, it } from '@jest/globals';
import { chooseFairly, samplesDueBy, type Candidate } from './sample.rules.js';

const bells = { first: '08:00', last: '15:00' };

describe('the sample of a day', () => {
  it('is spread evenly: of seven in seven hours one falls due in each hour', () => {
    const due = ['07:00', '08:00', '08:29', '08:30', '09:30', '12:00', '14:29', '14:30', '23:00'].map((clock) =>
      samplesDueBy(clock, bells, 7),
    );
    expect(due).toEqual([0, 0, 0, 1, 2, 4, 6, 7, 7]);
  });

  it('is empty when the school wants none', () => {
    expect(samplesDueBy('15:00', bells, 0)).toBe(0);
  });

  it('never exceeds what the school set, also when first and last bell are one', () => {
    expect(samplesDueBy('12:00', { first: '08:00', last: '08:00' }, 5)).toBe(5);
  });
});

/** The same numbers in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const ticketsOf = (assistantId: string, count: number): Candidate[] =>
  Array.from({ length: count }, (_, index) => ({ assistantId, ticketId: `${assistantId}-${index}` }));

describe('whose ticket is sampled', () => {
  it('is over days equally often each assistant, whether they took one ticket a day or forty', () => {
    const random = seeded(1);
    const sampled = new Map<string, number>();
    for (let today = 0; today < 60; today += 1) {
      const resolved = [...ticketsOf('Ana', 40), ...ticketsOf('Ben', 10), ...ticketsOf('Cleo', 3), ...ticketsOf('Dev', 1)];
      for (const { assistantId } of chooseFairly(resolved, sampled, 3, random))
        sampled.set(assistantId, (sampled.get(assistantId) ?? 0) + 1);
    }
    expect([...sampled.values()].reduce((sum, count) => sum + count, 0)).toBe(180);
    for (const count of sampled.values()) expect(Math.abs(count - 45)).toBeLessThanOrEqual(1);
  });

  it('is first the assistant who was looked at least', () => {
    const lately = new Map([
      ['Ana', 4],
      ['Ben', 2],
      ['Cleo', 3],
    ]);
    const [first] = chooseFairly([...ticketsOf('Ana', 9), ...ticketsOf('Ben', 1), ...ticketsOf('Cleo', 9)], lately, 1, seeded(2));
    expect(first?.assistantId).toBe('Ben');
  });

  it('is chance among equals, and chance which of their tickets', () => {
    const random = seeded(3);
    const seen = new Map<string, number>();
    for (let round = 0; round < 3_000; round += 1) {
      const [one] = chooseFairly([...ticketsOf('Ana', 2), ...ticketsOf('Ben', 4)], new Map(), 1, random);
      if (one !== undefined) seen.set(one.ticketId, (seen.get(one.ticketId) ?? 0) + 1);
    }
    for (const [ticketId, count] of seen) expect(Math.abs(count - (ticketId.startsWith('Ana') ? 750 : 375))).toBeLessThan(100);
    expect(seen.size).toBe(6);
  });

  it('is nobody’s twice: each ticket at most once, and no more than there are', () => {
    const chosen = chooseFairly([...ticketsOf('Ana', 2), ...ticketsOf('Ben', 1)], new Map(), 10, seeded(4));
    expect(chosen.map((ticket) => ticket.ticketId).sort()).toEqual(['Ana-0', 'Ana-1', 'Ben-0']);
  });

  it('is nobody’s when nothing was resolved', () => {
    expect(chooseFairly([], new Map(), 3, seeded(5))).toEqual([]);
  });
});
