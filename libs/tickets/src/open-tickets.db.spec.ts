import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openDeskSchool, type DeskSchool } from '../../../test/support/desk-school.js';
import { DeskWalk } from '../../../test/support/desk-walk.js';
import { LineService } from './line.service.js';
import { TicketsModule } from './tickets.module.js';

let school: DeskSchool;

beforeAll(async () => {
  school = await openDeskSchool(TicketsModule);
});
afterAll(() => school.close());

it('a ticket in somebody’s hands is on their screen and on the board, however many older ones are set aside', async () => {
  const walk = new DeskWalk(school);
  const [ana] = school.assistants;
  await school.sql(
    `INSERT INTO ticket (school_id, id, desk_id, day, number, code, issue_id, typed_name, language, priority, audience, state, hold_reason,
                         filed_at, filed_by, filing_hash, line_rank)
     SELECT $1, gen_random_uuid(), $2, '2026-09-01', n, 'B-' || n, $3, 'Of last month', 'en', 'normal', 'desk', 'held', 'waiting_for_part',
            now() - interval '30 days', $4, '', now() - interval '30 days' FROM generate_series(1, 510) n`,
    school.deskId,
    school.issues.battery,
    school.kiosk.id,
  );
  const ticketId = await walk.file('Mia');
  await walk.take(ana, ticketId);
  const lines = school.app.get(LineService);
  const { open } = await lines.line(ana, { deskId: school.deskId, limit: 100 });
  expect(open.find(({ id }) => id === ticketId)).toMatchObject({ state: 'claimed', claimedBy: { id: ana.id } });
  const board = await lines.board(school.kiosk, { deskId: school.deskId });
  expect(board.rows.filter(({ showing }) => showing === 'serving')).toHaveLength(1);
});
