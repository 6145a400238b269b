import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { circulationOperations } from '@firstbell/contracts/circulation';
import type { InputOf } from '@firstbell/contracts/operation';
import type { PersonActor } from '@firstbell/platform';
import { v7 as uuid } from 'uuid';
import { openCirculationSchool, refusal, type CirculationSchool } from '../../../../test/support/circulation-school.js';
import { CheckOutsService } from './check-outs.service.js';

type CheckOut = InputOf<(typeof circulationOperations)['checkOut']>;

let school: CirculationSchool;
let service: CheckOutsService;
let ana: PersonActor;
let ben: PersonActor;

beforeAll(async () => {
  school = await openCirculationSchool();
  service = school.app.get(CheckOutsService);
  [ana, ben] = school.assistants;
});
afterAll(() => school.close());

const student = async (name: string, badge: string | null = null) => {
  const id = await school.student(name);
  await school.sql('UPDATE person SET badge = $3 WHERE school_id = $1 AND id = $2', id, badge);
  return id;
};
const asking = (given: Partial<CheckOut>): CheckOut => ({
  id: uuid(),
  kind: 'assigned',
  charger: true,
  laptopCase: false,
  agreement: 'ticked',
  condition: 'good',
  secondsAgo: 0,
  ...given,
});
const bringing = (deviceTag: string) =>
  ({ requestId: uuid(), deviceTag, charger: true, laptopCase: false, condition: 'good', secondsAgo: 0 }) as const;
describe('checking a device out', () => {
  it('makes it the person’s, with its record and both facts, by badge and tag', async () => {
    const person = await student('Maya', '000417');
    const { id, tag } = await school.device();
    const out = await service.checkOut(ana, asking({ scan: '000417', deviceTag: tag }));
    expect(out).toMatchObject({
      person: { id: person, name: 'Maya O.' },
      device: { id, tag, state: 'in_use' },
      kind: 'assigned',
      charger: true,
      laptopCase: false,
      condition: 'good',
      inAt: null,
      overdue: false,
    });
    expect(await school.stateOf(id)).toEqual({ state: 'in_use', holder_id: person, shelf: null });
    expect(await school.eventsOf(out.id, id)).toEqual(['check_out.made', 'device.changed']);
  });

  it('keeps leading zeros: 417 is another badge than 000417', async () => {
    await student('Noor', '000418');
    const { tag } = await school.device();
    expect((await refusal(service.checkOut(ana, asking({ scan: '418', deviceTag: tag })))).code).toBe('person.unknown');
  });

  it('gives the first answer when the station sends it again, however late', async () => {
    const { tag } = await school.device();
    const asked = asking({ personId: await student('Omar'), deviceTag: tag, secondsAgo: 60 });
    const first = await service.checkOut(ana, asked);
    expect(await service.checkOut(ana, { ...asked, secondsAgo: 900 })).toEqual(first);
    expect(await school.eventsOf(first.id)).toEqual(['check_out.made']);
  });

  it('refuses an id that comes back with other content', async () => {
    const [one, other] = [await school.device(), await school.device()];
    const asked = asking({ personId: await student('Pia'), deviceTag: one.tag });
    await service.checkOut(ana, asked);
    expect((await refusal(service.checkOut(ana, { ...asked, deviceTag: other.tag }))).code).toBe('check_out.id_used');
    expect(await school.stateOf(other.id)).toMatchObject({ state: 'spare', holder_id: null });
  });

  it('lets one of two stations win that scan the same laptop at the same instant, and tells the other who has it', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id, tag } = await school.device();
      const [quinn, rosa] = [await student('Quinn'), await student('Rosa')];
      const answers = await Promise.allSettled([
        service.checkOut(ana, asking({ personId: quinn, deviceTag: tag })),
        service.checkOut(ben, asking({ personId: rosa, deviceTag: tag })),
      ]);
      const won = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
      const lost = answers.flatMap((answer): unknown[] => (answer.status === 'rejected' ? [answer.reason] : []));
      expect(won).toHaveLength(1);
      expect(lost).toMatchObject([{ code: 'check_out.held', options: { facts: { holder: won[0]?.person.name } } }]);
      expect(await school.stateOf(id)).toMatchObject({ holder_id: won[0]?.person.id });
    }
  });

  it('gives a person one assigned laptop, also when two stations scan the badge at once', async () => {
    const [one, other] = [await school.device(), await school.device()];
    const person = await student('Sam');
    const answers = await Promise.allSettled(
      [one, other].map(({ tag }) => service.checkOut(ana, asking({ personId: person, deviceTag: tag }))),
    );
    const lost = answers.flatMap((answer): unknown[] => (answer.status === 'rejected' ? [answer.reason] : []));
    expect(lost).toMatchObject([{ code: 'check_out.has_one' }]);
  });

  it('says that they have it already, when the laptop is scanned twice', async () => {
    const { tag } = await school.device();
    const person = await student('Tess');
    await service.checkOut(ana, asking({ personId: person, deviceTag: tag }));
    expect(await refusal(service.checkOut(ana, asking({ personId: person, deviceTag: tag })))).toMatchObject({
      code: 'check_out.already_theirs',
      options: { facts: { name: 'Tess O.' } },
    });
  });

  it('refuses an unknown tag, an unknown person, and one who has left', async () => {
    const { tag } = await school.device();
    const gone = await student('Uma', '77');
    await school.sql(`UPDATE person SET status = 'removed' WHERE school_id = $1 AND id = $2`, gone);
    expect((await refusal(service.checkOut(ana, asking({ scan: '77', deviceTag: 'NO-1' })))).code).toBe('device.unknown');
    expect((await refusal(service.checkOut(ana, asking({ scan: 'nobody', deviceTag: tag })))).code).toBe('person.unknown');
    expect((await refusal(service.checkOut(ana, asking({ scan: '77', deviceTag: tag })))).code).toBe('check_out.person_left');
    expect((await refusal(service.checkOut(ana, asking({ deviceTag: tag })))).code).toBe('check_out.which_person');
  });

  it('needs the agreement of its kind on file, and ticking it puts it there', async () => {
    const [one, loaner] = [await school.device(), await school.device({ loaner: true })];
    const person = await student('Vera');
    const asked = { personId: person, deviceTag: one.tag };
    expect((await refusal(service.checkOut(ana, asking({ ...asked, agreement: 'on_file' })))).code).toBe('check_out.no_agreement');
    await service.checkOut(ana, asking({ ...asked, agreement: 'ticked' }));
    await service.checkIn(ana, bringing(one.tag));
    await service.checkOut(ana, asking({ ...asked, agreement: 'on_file' }));
    const lending = asking({ personId: person, deviceTag: loaner.tag, kind: 'loaner', dueOn: '2099-01-10', agreement: 'on_file' });
    expect((await refusal(service.checkOut(ana, lending))).code).toBe('check_out.no_agreement');
  });

  it('remembers that a stolen laptop was seen, although it is not given out', async () => {
    const { id, tag } = await school.device({ state: 'stolen' });
    const refused = await refusal(service.checkOut(ana, asking({ personId: await student('Wim'), deviceTag: tag })));
    expect(refused).toMatchObject({ code: 'check_out.reported', options: { facts: { state: 'stolen' } } });
    const [seen] = await school.sql('SELECT last_seen_at FROM device WHERE school_id = $1 AND id = $2 AND last_seen_at IS NOT NULL', id);
    expect(seen).toBeDefined();
  });

  it('tells the device-management provider only when there is one', async () => {
    const [one, other] = [await school.device(), await school.device()];
    const before = await service.checkOut(ana, asking({ personId: await student('Xena'), deviceTag: one.tag }));
    await school.sql(`INSERT INTO device_management (school_id, config, secret_sealed) VALUES ($1, '{"kind": "google"}', 'sealed')`);
    const after = await service.checkOut(ana, asking({ personId: await student('Yael'), deviceTag: other.tag }));
    await school.sql('DELETE FROM device_management WHERE school_id = $1');
    const states = await school.sql('SELECT id, sync_state FROM check_out WHERE school_id = $1 AND id = ANY($2) ORDER BY out_at, id', [
      before.id,
      after.id,
    ]);
    expect(states.map(({ sync_state: state }) => state)).toEqual(['none', 'due']);
  });

  it('does not reach into another school', async () => {
    const theirs = await school.device();
    const stranger: PersonActor = { ...ana, schoolId: uuid() };
    await school.database.transaction(stranger.schoolId, (tx) =>
      tx.rows(`INSERT INTO school (id, name, time_zone, settings) VALUES ($1, 'North', 'UTC', '{}')`, [stranger.schoolId]),
    );
    const asked = asking({ personId: await student('Zoe'), deviceId: theirs.id });
    expect((await refusal(service.checkOut(stranger, asked))).code).toBe('device.unknown');
    expect((await refusal(service.checkIn(stranger, bringing(theirs.tag)))).code).toBe('device.unknown');
    expect((await refusal(service.readScan(stranger, { scan: theirs.tag }))).code).toBe('scan.unknown');
  });
});

describe('checking a device in', () => {
  it('ends the record and leaves the device with nobody', async () => {
    const { id, tag } = await school.device();
    const out = await service.checkOut(ana, asking({ personId: await student('Abe'), deviceTag: tag }));
    const back = await service.checkIn(ben, { ...bringing(`S${tag}`), condition: 'worn', charger: false });
    expect(back).toMatchObject({ id: out.id, inCondition: 'worn', wasReported: null, device: { state: 'spare' } });
    expect(back.inAt).not.toBeNull();
    expect(await school.stateOf(id)).toMatchObject({ state: 'spare', holder_id: null });
    expect((await refusal(service.checkIn(ben, bringing(tag)))).code).toBe('check_out.not_out');
  });

  it('gives the first answer to a repeat, what it was reported as included', async () => {
    const { id, tag } = await school.device();
    await service.checkOut(ana, asking({ personId: await student('Bo'), deviceTag: tag }));
    await school.sql(`UPDATE device SET state = 'lost' WHERE school_id = $1 AND id = $2`, id);
    const bring = bringing(tag);
    const first = await service.checkIn(ana, bring);
    expect(first).toMatchObject({ wasReported: 'lost', device: { state: 'spare' } });
    expect(await service.checkIn(ana, bring)).toEqual(first);
  });

  it('finds what was missing with nobody, and says that nobody gave it back', async () => {
    const { id, tag } = await school.device({ state: 'stolen' });
    const bring = bringing(tag);
    expect(await refusal(service.checkIn(ana, bring))).toMatchObject({
      code: 'check_out.found_with_nobody',
      options: { facts: { tag, state: 'stolen' } },
    });
    expect(await school.stateOf(id)).toMatchObject({ state: 'spare', holder_id: null });
    expect(await school.eventsOf(id)).toEqual(['device.reported']);
    expect((await refusal(service.checkIn(ana, bring))).code).toBe('check_out.not_out');
  });

  it('takes back what was with its person before anybody recorded it', async () => {
    const person = await student('Cy');
    const { tag } = await school.device({ state: 'in_use', holderId: person });
    expect(await service.checkIn(ana, bringing(tag))).toMatchObject({ person: { id: person }, condition: null, inCondition: 'good' });
  });

  it('leaves a device in repair that is in repair', async () => {
    const { tag } = await school.device({ state: 'in_repair', holderId: await student('Di') });
    expect((await service.checkIn(ana, bringing(tag))).device.state).toBe('in_repair');
  });
});

describe('a scan at the check-out page', () => {
  it('is a person with what they hold, or a device with who holds it', async () => {
    const person = await student('Eve', '000900');
    const { id, tag } = await school.device();
    await service.checkOut(ana, asking({ personId: person, deviceTag: tag }));
    expect((await service.readScan(ana, { scan: '000900' })).person).toMatchObject({
      name: 'Eve O.',
      left: false,
      agreements: ['assigned'],
      holds: [{ id, tag, kind: 'assigned', dueOn: null }],
    });
    expect(await service.readScan(ana, { scan: tag })).toMatchObject({ person: null, device: { id, holder: { id: person } } });
  });
});
