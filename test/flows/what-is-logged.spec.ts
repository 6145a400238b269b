import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LiveClient, until } from '../support/live-client.js';
import { demoPassword } from '../support/demo-password.js';
import { startLoggedProcesses, type LoggedProcesses } from '../support/logged-processes.js';

let firstbell: LoggedProcesses;

beforeAll(async () => {
  firstbell = await startLoggedProcesses();
});
afterAll(() => firstbell.stop());

const requestId = '0af7651916cd43dd8448eb211c80319c';
const traceparent = `00-${requestId}-b7ad6b7169203331-01`;

describe('what the processes of a scaled installation log', () => {
  it('answers the id of a request, a given one when it is well-formed', async () => {
    const idOf = async (headers: Record<string, string>) =>
      (await firstbell.client().send('GET', '/health/live', undefined, headers)).headers.get('x-request-id');
    expect(await idOf({})).toMatch(/^[0-9a-f]{32}$/);
    expect(await idOf({ traceparent })).toBe(requestId);
    expect(await idOf({ 'x-request-id': requestId })).toBe(requestId);
    expect(await idOf({ 'x-request-id': '0AF76519-16cd-43dd-8448-eb211c80319c' })).toBe(requestId);
    for (const bad of ['ana.lima@north.example', '0'.repeat(32), `${requestId}0`])
      expect(await idOf({ 'x-request-id': bad })).not.toContain(bad);
    expect(await idOf({ traceparent: traceparent.replace('00-', 'ff-') })).not.toBe(requestId);
  });

  it('writes one line for each request, by the pattern of its route', async () => {
    const coach = await firstbell.signedIn('coach');
    const ticketId = crypto.randomUUID();
    const id = 'ccccddddeeeeffff0000111122223333';
    await coach.send('GET', `/api/tickets/${ticketId}?name=Ana`, undefined, { traceparent: `00-${id}-b7ad6b7169203331-01` });
    const ofIt = () => firstbell.lines('api').filter(({ request }) => request === id);
    await until(() => ofIt().length > 0, 'the line');
    const [line, ...more] = ofIt();
    expect(more).toEqual([]);
    expect(line).toMatchObject({
      level: 'info',
      process: 'api',
      event: 'request',
      method: 'GET',
      route: '/api/tickets/:ticketId',
      status: 404,
      code: 'ticket.not_found',
    });
    expect(line?.['ms']).toBeGreaterThan(0);
    expect(firstbell.output()).not.toContain(ticketId);
  });

  it('tells of a refused sign-in and a refused pairing, and not whose', async () => {
    const [stranger, coach] = [firstbell.client(), await firstbell.signedIn('coach')];
    const { desks } = await coach.call('me', {});
    await stranger.refusal('signIn', { email: 'ana.lima@north.example', password: 'not this one' });
    await coach.refusal('pairStation', { code: '000000', name: 'Nowhere', deskId: desks[0]?.id ?? '' });
    const refusedOf = (operation: string) =>
      firstbell.lines('api').filter((line) => line['operation'] === operation && Number(line['status']) >= 400);
    await until(() => refusedOf('signIn').length > 0 && refusedOf('pairStation').length > 0, 'the lines');
    expect(refusedOf('signIn')).toMatchObject([{ code: 'sign_in.refused', status: 401 }]);
    expect(refusedOf('pairStation')).toMatchObject([{ code: expect.stringMatching(/^pairing\./) }]);
    expect(firstbell.output()).not.toMatch(/ana\.lima|127\.0\.0\.1"|remoteAddress/);
  });

  it('carries the id from the request over its event to its job', async () => {
    const [assistant, id] = [await firstbell.signedIn('assistant1'), 'aaaabbbbccccddddeeeeffff00001111'];
    const [{ issues }, { desks }] = [await assistant.call('listIssues', {}), await assistant.call('me', {})];
    const issueId = issues.find(({ audience, skill }) => audience === 'desk' && skill === null)?.id ?? '';
    await assistant.call('fileTicket', { id: crypto.randomUUID(), issueId, typedName: 'Somebody' });
    const { ticket } = await assistant.call('claimNext', { deskId: desks[0]?.id ?? '', requestId: crypto.randomUUID() });
    const resolve = { requestId: crypto.randomUUID(), fix: 'Restarted it' };
    const answer = await assistant.send('POST', `/api/tickets/${ticket?.id}/resolve`, resolve, { 'x-request-id': id });
    expect(answer.status).toBe(200);
    await until(() => firstbell.lines('worker').some(({ request }) => request === id), 'the line of a job', 15_000);
    expect(firstbell.lines('worker').find(({ request }) => request === id)).toMatchObject({
      event: 'job',
      job: 'line.statistics',
      id: expect.stringMatching(/^line.statistics-/),
      outcome: 'done',
    });
  });

  it('tells a store of logs who got in and who may do what, by ids, though nothing else reads the database there', async () => {
    const [admin, id] = [await firstbell.signedIn('admin'), 'ddddeeeeffff00001111222233334444'];
    const { people } = await admin.call('listStaff', {});
    const personId = people.find(({ email }) => email === 'teacher1@demo.example')?.id ?? '';
    const roles = { roles: ['teacher', 'leader'], skills: [], periods: [] };
    expect((await admin.send('PUT', `/api/people/${personId}/roles`, roles, { 'x-request-id': id })).status).toBe(200);
    const audited = () => firstbell.lines('worker').filter(({ event }) => event === 'audit');
    await until(() => audited().some(({ request }) => request === id), 'the line', 15_000);
    expect(audited().find(({ request }) => request === id)).toEqual({
      ...{ level: 'info', time: expect.any(String), process: 'worker', event: 'audit', type: 'person.roles_changed', request: id },
      ...{ id: expect.stringMatching(/^\d+$/), at: expect.any(String), school: expect.any(String), actor: expect.any(String) },
      subject: `person ${personId}`,
    });
    expect(audited().map(({ type }) => type)).toContain('session.started');
    expect(firstbell.output()).not.toContain('teacher1@demo.example');
  });

  it('writes a line for what a socket asks', async () => {
    const coach = await firstbell.signedIn('coach');
    const screen = await LiveClient.connect(firstbell.at.realtime, coach.cookie);
    await screen.watch('mail');
    expect(await screen.watch('board')).toMatchObject({ ok: false });
    screen.close();
    await until(() => firstbell.lines('realtime').filter(({ asked }) => asked === 'watch').length === 2, 'the lines');
    expect(firstbell.lines('realtime')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ event: 'socket', asked: 'connect', socket: screen.socket.id ?? expect.any(String) }),
        expect.objectContaining({ event: 'socket', asked: 'watch', request: expect.stringMatching(/^[0-9a-f]{32}$/) }),
        expect.objectContaining({ event: 'socket', asked: 'watch', code: 'room.desk_needed' }),
      ]),
    );
  });

  it('logs an error under the id of its request, without what was typed', async () => {
    await firstbell.sql(
      `CREATE FUNCTION fail_on_note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused: %', NEW.typed_name; END $$`,
    );
    await firstbell.sql(
      `CREATE TRIGGER fail BEFORE INSERT ON ticket FOR EACH ROW WHEN (NEW.typed_name = 'Zebedee Quux') EXECUTE FUNCTION fail_on_note()`,
    );
    const assistant = await firstbell.signedIn('assistant1');
    const { issues } = await assistant.call('listIssues', {});
    const id = 'bbbbbbbbccccddddeeeeffff00002222';
    const filing = {
      id: crypto.randomUUID(),
      issueId: issues.find(({ audience }) => audience === 'desk')?.id ?? '',
      typedName: 'Zebedee Quux',
    };
    expect((await assistant.send('POST', '/api/tickets', filing, { 'x-request-id': id })).status).toBe(500);
    await until(() => firstbell.lines('api').filter(({ request }) => request === id).length === 2, 'both lines');
    expect(firstbell.lines('api').filter(({ request }) => request === id)).toEqual([
      expect.objectContaining({
        level: 'error',
        event: 'trouble',
        where: 'ProblemFilter',
        msg: expect.stringMatching(/^PostgreSQL P0001 .*\n +at /),
      }),
      expect.objectContaining({ level: 'info', event: 'request', operation: 'fileTicket', status: 500, code: 'server.failed' }),
    ]);
    expect(firstbell.output()).not.toMatch(/Zebedee|Quux/);
  });

  it('holds nothing anybody typed: names, addresses, passwords, what a ticket says', async () => {
    const kioskOf = await firstbell.signedIn('assistant2');
    const { issues } = await kioskOf.call('listIssues', {});
    const issueId = issues.find(({ audience }) => audience === 'desk')?.id ?? '';
    await kioskOf.call('fileTicket', {
      id: crypto.randomUUID(),
      issueId,
      typedName: 'Quetzalcoatl Ybarra',
      description: 'my charger smells of oranges',
    });
    await firstbell.client().refusal('signIn', { email: 'peregrine.vane@north.example', password: 'correct horse staple' });
    await kioskOf.send('GET', '/api/kiosk/names?q=Xiomara&name=Xiomara');
    await kioskOf.send('GET', '/api/nowhere/Xiomara?who=Xiomara');
    await until(() => firstbell.lines('api').some(({ route, status }) => route === 'none' && status === 404), 'the last line');
    expect(firstbell.lines('api').map(({ operation }) => operation)).toEqual(expect.arrayContaining(['fileTicket', 'signIn']));
    for (const typed of [
      'Quetzalcoatl',
      'Ybarra',
      'oranges',
      'peregrine',
      'north.example',
      'demo.example',
      'horse',
      demoPassword,
      'Xiomara',
    ])
      expect(firstbell.output()).not.toContain(typed);
  });
});
