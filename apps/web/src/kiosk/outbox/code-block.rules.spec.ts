import { describe, expect, it } from '@jest/globals';
import { addCodes, type CodeBlock, dayIn, needsMoreCodes, takeCode } from './code-block.rules.js';

const today = '2026-09-01';
const block = (...codes: string[]): CodeBlock => ({ day: today, codes });

describe('codes reserved by a kiosk', () => {
  it('gives each code once, in order', () => {
    const first = takeCode(block('B-14', 'B-15'), today);
    expect(first.code).toBe('B-14');
    const second = takeCode(first.block, today);
    expect(second.code).toBe('B-15');
    expect(takeCode(second.block, today).code).toBeNull();
  });

  it("never uses yesterday's", () => {
    expect(takeCode({ day: '2026-08-31', codes: ['B-14'] }, today)).toEqual({ code: null, block: null });
  });

  it('asks for more before running out, and on a new day', () => {
    expect(needsMoreCodes(null, today)).toBe(true);
    expect(needsMoreCodes(block(...'12345678'), today)).toBe(false);
    expect(needsMoreCodes(block(...'1234567'), today)).toBe(true);
    expect(needsMoreCodes({ ...block(...'12345678'), day: '2026-08-31' }, today)).toBe(true);
  });

  it('puts a new block behind what is left, and forgets the day before', () => {
    expect(addCodes(block('B-19'), block('B-20', 'B-19'))).toEqual(block('B-19', 'B-20'));
    expect(addCodes({ day: '2026-08-31', codes: ['B-99'] }, block('B-01'))).toEqual(block('B-01'));
  });

  it("goes by the school's day, not by the world's", () => {
    expect(dayIn('America/Chicago', new Date('2026-09-02T03:30:00Z'))).toBe('2026-09-01');
  });
});
