import type { LineRow } from '@firstbell/contracts/tickets';

/** A waiting ticket for tests; say only what the test is about. */
export const lineRow = (part: Partial<LineRow> = {}): LineRow => ({
  id: 't1',
  version: 1,
  code: 'B-14',
  state: 'waiting',
  priority: 'normal',
  audience: 'desk',
  issueId: 'wifi',
  studentName: 'Mia G.',
  deviceTag: 'CB-10442',
  language: 'en',
  filedAt: '2026-09-01T08:00:00.000Z',
  lineRank: '2026-09-01T08:00:00.000Z',
  skill: null,
  claimedBy: null,
  claimExpiresAt: null,
  onBench: false,
  holdReason: null,
  holdUntil: null,
  escalationReason: null,
  reopened: 0,
  ...part,
});
