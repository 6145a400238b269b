import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { openCirculationSchool, type CirculationSchool } from '../../../../test/support/circulation-school.js';
import { SignsService } from './signs.service.js';

let school: CirculationSchool;
let signs: SignsService;
let number = 0;

beforeAll(async () => {
  school = await openCirculationSchool();
  signs = school.app.get(SignsService);
});
afterAll(() => school.close());

const ticket = (deviceId: string, issueId: string, daysAgo: number, state = 'resolved') =>
  school.sql(
    `INSERT INTO ticket (school_id, id, desk_id, day, number, code, issue_id, typed_name, device_id, language, priority, audience, state, filed_at, filing_hash, line_rank)
     VALUES ($1, $2, $3, current_date - $4::int, $5::int, 'B-' || $5, $6, 'Someone', $7, 'en', 'normal', 'desk', $8, now() - make_interval(days => $4::int), 'x', now())`,
    uuid(),
    school.deskId,
    daysAgo,
    (number += 1),
    issueId,
    deviceId,
    state,
  );

describe('a device that keeps failing', () => {
  it('has three tickets or repairs within sixty days; a repair of one of the tickets counts once', async () => {
    const [often, rarely, long] = [await school.device(), await school.device(), await school.device()];
    for (const days of [1, 5]) await ticket(often.id, school.issues.battery, days);
    await school.sql(
      `INSERT INTO repair (school_id, id, device_id, problem, state, opened_at) VALUES ($1, $2, $3, 'x', 'open', now())`,
      uuid(),
      often.id,
    );
    for (const days of [1, 5]) await ticket(rarely.id, school.issues.battery, days);
    await ticket(rarely.id, school.issues.battery, 3, 'cancelled');
    for (const days of [1, 5, 61]) await ticket(long.id, school.issues.battery, days);
    const { failing } = await signs.list(school.coach);
    expect(failing.map(({ device, tickets, repairs }) => [device.tag, tickets, repairs])).toEqual([[often.tag, 2, 1]]);
  });
});

describe('a fault of a model', () => {
  it('is on five devices with three times its usual share, and comes with a draft', async () => {
    const model = 'Acer Spin';
    const devices = await Promise.all(Array.from({ length: 6 }, () => school.device({ model })));
    // Before: of 20 tickets of this model one was a black screen. Now: five of five devices.
    for (let index = 0; index < 20; index += 1) {
      await ticket(devices[index % 6]?.id ?? '', index === 0 ? school.issues.screen : school.issues.battery, 70);
    }
    for (const { id } of devices.slice(0, 4)) await ticket(id, school.issues.screen, 2);
    expect((await signs.list(school.coach)).faults).toEqual([]);
    await ticket(devices[4]?.id ?? '', school.issues.screen, 2);
    expect((await signs.list(school.coach)).faults).toMatchObject([
      { model, issueId: school.issues.screen, devices: 5, ofModel: 6, times: 20, issueName: { en: 'Screen' } },
    ]);
  });
});
