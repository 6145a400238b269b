import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { personRoles, type NamedOperation, type PersonRole } from '@firstbell/contracts/operation';
import { allOperations, type operations, type OperationId } from '@firstbell/contracts/operations';
import { Client as Postgres } from 'pg';
import { v7 as uuid } from 'uuid';
import { placesOfPerson } from '../../libs/people/src/privacy/person-places.js';
import { addressOf, type Client } from '../support/client.js';
import { idFields, tableOf } from '../support/id-fields.js';
import { demoPassword, startTestServer, type TestServer } from '../support/server.js';
import { sessionOf, somebodyOf, type Somebody } from '../support/somebody.js';

type Ops = typeof operations;
type OfOne = { [K in OperationId]: Ops[K]['whose'] extends 'own' | 'holder' ? K : never }[OperationId];

/** They take no id and need a code of one's own app each time: a-second-factor.spec.ts has them. */
const withOwnCode = ['secondFactor', 'startSecondFactor', 'confirmSecondFactor', 'turnOffSecondFactor', 'renewRecoveryCodes'] as const;
type WithOwnCode = (typeof withOwnCode)[number];

/** What the contract gives to one person: to whom it belongs, or who holds the ticket. */
const ofOne = allOperations.filter(
  ({ id, whose }) => (whose === 'own' || whose === 'holder') && !(withOwnCode as readonly string[]).includes(id),
);

interface Reach {
  readonly input: Record<string, unknown>;
  /** Ids that no answer to another may hold. */
  readonly theirs?: readonly string[];
}
interface Case {
  /** Makes something of `owner`'s, anew each time, and says how another reaches for it. */
  readonly reach: (owner: Somebody) => Promise<Reach>;
  /** How another of the same role is refused. Without it they are answered, about themselves. */
  readonly refusal?: string;
  /** The coach may do it for anybody. */
  readonly coachMay?: boolean;
  /** Its answer is another one each time it is asked. */
  readonly changing?: boolean;
}

let server: TestServer;
let postgres: Postgres;
let school: { id: string; deskId: string };
let issueId: string;
let demoCoach: Client;
let kiosk: Client;
/** Who takes over, and who is written to: an assistant that is neither of the two. */
let third: Somebody;
let pairs: Map<PersonRole, { owner: Somebody; other: Somebody }>;

beforeAll(async () => {
  server = await startTestServer();
  postgres = new Postgres({ connectionString: server.database.superuserUrl });
  await postgres.connect();
  [demoCoach, kiosk] = [await server.signedIn('coach'), await server.paired('kiosk')];
  const me = await demoCoach.call('me', {});
  school = { id: me.school.id, deskId: me.desks[0]?.id ?? '' };
  issueId = (await demoCoach.call('listIssues', {})).issues.find(({ skill, audience }) => skill === null && audience === 'desk')?.id ?? '';
  third = await somebodyOf(postgres, 'assistant', school);
  await onDuty(third);
  pairs = new Map();
  for (const role of personRoles)
    pairs.set(role, { owner: await somebodyOf(postgres, role, school), other: await somebodyOf(postgres, role, school) });
}, 60_000);
afterAll(async () => {
  await postgres.end();
  await server.stop();
});

/** In a session of its own, since some operations end the one they come with. */
async function signedIn(somebody: Somebody): Promise<Client> {
  return Object.assign(server.client(), { cookie: await sessionOf(postgres, somebody) });
}
const send = async (somebody: Somebody, operation: NamedOperation, input: Record<string, unknown>) =>
  (await signedIn(somebody)).send(operation.method, ...addressOf(operation.id as OperationId, input));
const codeOf = (body: unknown) => (typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined);

/** Everything about this person, what they wrote and what they hold, as one fingerprint for each table. */
async function rowsOf({ id }: Somebody): Promise<unknown> {
  const places = [
    ...Object.entries(placesOfPerson),
    ['ticket', 'school_id = $1 AND claimed_by = $2'],
    ['coach_note', 'school_id = $1 AND from_id = $2'],
  ];
  const { rows } = await postgres.query<{ place: string; print: string | null }>(
    places
      .map(
        ([table, where]) =>
          `SELECT '${table}: ${where?.replaceAll("'", '')}' AS place, md5(string_agg(t::text, ' ' ORDER BY t::text)) AS print FROM ${table} t WHERE ${where}`,
      )
      .join(' UNION ALL '),
    [school.id, id],
  );
  return Object.fromEntries(rows.map(({ place, print }) => [place, print]));
}

async function heldBy(owner: Somebody): Promise<string> {
  const { id } = await kiosk.call('fileTicket', { id: uuid(), issueId, typedName: 'Somebody New' });
  await (await signedIn(owner)).call('claimTicket', { ticketId: id, requestId: uuid(), reason: 'i_know_this_one' });
  return id;
}

/** Of a ticket `owner` holds. */
const held = (more: () => Record<string, unknown> = () => ({})): Case => ({
  reach: async (owner) => ({ input: { ticketId: await heldBy(owner), requestId: uuid(), ...more() } }),
  refusal: 'ticket.not_holder',
  coachMay: true,
});

async function noteTo(somebody: Somebody, by: Client): Promise<string> {
  return (await by.call('writeCoachNote', { id: uuid(), toPersonId: somebody.id, body: 'You explained that well.' })).id;
}

const closeTicketsOf = (owner: Somebody) =>
  postgres.query(`UPDATE ticket SET state = 'cancelled' WHERE person_id = $1 AND state <> 'resolved'`, [owner.id]);

/** A ticket `owner` filed on their own page, and no other one of theirs that is open. */
async function ticketOf(owner: Somebody, more: { keepPlace?: boolean } = {}): Promise<string> {
  await closeTicketsOf(owner);
  return (await (await signedIn(owner)).call('fileMyTicket', { id: uuid(), issueId, ...more })).id;
}

/** Of a ticket of `owner`'s own. */
const theirTicket = (more: { keepPlace?: boolean } = {}, also: Record<string, unknown> = {}): Case => ({
  reach: async (owner) => ({ input: { ticketId: await ticketOf(owner, more), requestId: uuid(), ...also } }),
  refusal: 'ticket.not_found',
});

async function resolvedOf(owner: Somebody): Promise<string> {
  const ticketId = await ticketOf(owner);
  await demoCoach.call('claimTicket', { ticketId, requestId: uuid(), reason: 'coach_asked' });
  await demoCoach.call('resolveTicket', { ticketId, requestId: uuid(), fix: 'restarted' });
  return ticketId;
}

/** A laptop of `owner`'s, who has no ticket about it yet. */
async function laptopOf(owner: Somebody): Promise<string> {
  await closeTicketsOf(owner);
  const { id } = await demoCoach.call('addDevice', { id: uuid(), tag: uuid(), model: 'Spin 511' });
  await postgres.query(`UPDATE device SET holder_id = $2, state = 'in_use' WHERE id = $1`, [id, owner.id]);
  return id;
}

/** A school that only `owner` administers, beside the one of all. */
async function foundedBy(owner: Somebody): Promise<string> {
  return (await (await signedIn(owner)).call('createSchool', { name: 'North', timeZone: 'America/New_York' })).school.id;
}

async function newestSessionOf(owner: Somebody): Promise<string> {
  await signedIn(owner);
  const { rows } = await postgres.query<{ id: string }>('SELECT id FROM session WHERE person_id = $1 ORDER BY created_at DESC LIMIT 1', [
    owner.id,
  ]);
  return rows[0]?.id ?? '';
}

async function onDuty(owner: Somebody): Promise<void> {
  await (await signedIn(owner)).call('startDuty', { deskId: school.deskId });
}

const noteCase = (more: Record<string, unknown> = {}): Case => ({
  reach: async (owner) => ({ input: { noteId: await noteTo(owner, demoCoach), ...more } }),
  refusal: 'coach_note.not_found',
});

const cases: Record<Exclude<OfOne, WithOwnCode>, Case> & Partial<Record<OperationId, Case>> = {
  me: { reach: async () => ({ input: {} }) },
  signOut: { reach: async () => ({ input: {} }) },
  changePassword: { reach: async () => ({ input: { password: demoPassword, newPassword: 'three words together' } }) },
  // Who asks has one session more each time.
  listSessions: { reach: async (owner) => ({ input: {}, theirs: [await newestSessionOf(owner)] }), changing: true },
  endSession: { reach: async (owner) => ({ input: { sessionId: await newestSessionOf(owner), password: demoPassword } }) },
  endOtherSessions: { reach: async () => ({ input: { password: demoPassword } }) },
  listSchools: { reach: async (owner) => ({ input: {}, theirs: [await foundedBy(owner)] }) },
  createSchool: { reach: async (owner) => ({ input: { name: 'South', timeZone: 'America/New_York' }, theirs: [await foundedBy(owner)] }) },
  openSchool: { reach: async (owner) => ({ input: { schoolId: await foundedBy(owner) } }), refusal: 'school.not_found' },
  startDuty: { reach: async () => ({ input: { deskId: school.deskId } }) },
  endDuty: {
    reach: async (owner) => {
      await onDuty(owner);
      return { input: { deskId: school.deskId, personId: owner.id } };
    },
    refusal: 'duty.not_yours',
    coachMay: true,
  },
  listCoachNotes: {
    reach: async (owner) => ({
      input: {},
      theirs: [owner.role === 'coach' ? await noteTo(third, await signedIn(owner)) : await noteTo(owner, demoCoach)],
    }),
  },
  readCoachNote: noteCase(),
  answerCoachNote: noteCase({ reply: 'I will.' }),
  myWork: {
    reach: async (owner) => {
      await (await signedIn(owner)).call('resolveTicket', { ticketId: await heldBy(owner), requestId: uuid(), fix: 'restarted' });
      return { input: {} };
    },
  },
  myTickets: { reach: async (owner) => ({ input: {}, theirs: [await ticketOf(owner)] }) },
  fileMyTicket: {
    reach: async (owner) => ({ input: { id: uuid(), issueId, deviceId: await laptopOf(owner) } }),
    refusal: 'device.not_found',
  },
  finishMySelfHelp: theirTicket({ keepPlace: true }, { fixed: true }),
  returnMyTicket: theirTicket({ keepPlace: true }),
  leaveMyTicket: theirTicket(),
  rateMyTicket: {
    reach: async (owner) => ({
      input: { ticketId: await resolvedOf(owner), requestId: uuid(), fixed: 'yes', explained: 'yes', respected: 'yes' },
    }),
    refusal: 'ticket.not_found',
  },
  releaseTicket: held(),
  extendClaim: held(() => ({ onBench: true })),
  holdTicket: held(() => ({ reason: 'other' })),
  handOverTicket: held(() => ({ toPersonId: third.id, note: 'Please go on.' })),
  escalateTicket: held(() => ({ reason: 'other' })),
  resolveTicket: held(() => ({ fix: 'restarted' })),
  addNote: held(() => ({ id: uuid(), body: 'Came with a charger.' })),
  // Anybody at the desk may, as long as nobody holds the ticket.
  cancelTicket: held(() => ({ reason: 'walked_away' })),
  claimTicket: { ...held(), refusal: 'ticket.already_claimed', coachMay: false },
};

/** What takes the id of something of somebody's and is for everybody of its roles, by what makes it so. */
const ofTheRole: Readonly<Record<string, readonly OperationId[]>> = {
  'whoever stands at the kiosk or the desk is helped there': [
    'identifyPerson',
    'fileTicket',
    'finishSelfHelp',
    'goToClass',
    'comeBack',
    'leaveLine',
    'giveFeedback',
  ],
  'the line is worked on together': ['claimTicket', 'reopenTicket', 'cancelTicket', 'ticketDetail'],
  'what is put before the coach is put before each of them': ['takeEscalation', 'returnEscalation', 'settleReview', 'writeCoachNote'],
  'an import is the school’s, whoever uploaded it': [
    ...(['rosterImport', 'listRosterDiff', 'listRosterErrors', 'rosterErrorsCsv', 'applyRosterImport'] as const),
    ...([
      'deviceImport',
      'listDeviceDiff',
      'listDeviceImportProblems',
      'deviceImportProblemsCsv',
      'applyDeviceImport',
      'undoDeviceImport',
    ] as const),
  ],
  'devices, their photos and their carts pass through everybody’s hands': [
    ...(['device', 'changeDevice', 'reportDevice', 'checkOut', 'checkIn', 'openRepair', 'fetchFromShelf'] as const),
    ...(['addDevicePhoto', 'listDevicePhotos', 'devicePhoto', 'retryRolloutCheckOuts'] as const),
    ...(['cancelReservation', 'reservationSeats', 'seatStudent', 'checkCartReturn'] as const),
  ],
  'a roll-out is for each student': ['identifyForHandOut', 'markStep', 'handOutCohort', 'handleException'],
  'an adult answers for the students’ accounts, passwords and mail': [
    ...([
      'printSlip',
      'renewPassword',
      'retryRolloutAccounts',
      'retryAccounts',
      'previewMail',
      'retryMailItems',
      'decideMailItem',
    ] as const),
  ],
  'an administrator answers for the people of the school': [
    'setRoles',
    'settleRosterException',
    'exportPerson',
    'erasePerson',
    'resetSecondFactor',
  ],
};
const aboutSomebody = [...Object.keys(placesOfPerson), 'review', 'device_photo', 'device_import', 'roster_import', 'cart_reservation'];

describe('what belongs to one person', () => {
  it('is reached for below, operation by operation', () => {
    expect(Object.keys(cases)).toEqual(expect.arrayContaining(ofOne.map(({ id }) => id)));
  });

  it('or is said here to be for everybody of a role, which is never a student’s, a teacher’s or a leader’s', () => {
    const taking = allOperations.filter(
      (operation) =>
        !ofOne.includes(operation) && idFields(operation).some(({ name }) => aboutSomebody.includes(tableOf(operation, name) ?? '')),
    );
    expect(taking.map(({ id }) => id).sort()).toEqual(Object.values(ofTheRole).flat().sort());
    expect(taking.filter(({ who }) => (['student', 'teacher', 'leader'] as const).some((role) => who.includes(role)))).toEqual([]);
  });

  it('of a ticket is its history and what the student came with before: only who holds it reads them', async () => {
    const { owner, other } = pairs.get('assistant') ?? {};
    if (owner === undefined || other === undefined) throw new Error('There are no two assistants.');
    const ticketId = await heldBy(owner);
    expect((await (await signedIn(owner)).call('ticketDetail', { ticketId })).history).toHaveLength(2);
    expect(await (await signedIn(other)).call('ticketDetail', { ticketId })).toMatchObject({ history: [], earlier: [] });
  });

  it.each(allOperations.filter(({ id }) => id in cases).map((operation) => [operation.id, operation] as const))(
    '%s reaches nothing of another person of the same role',
    async (id, operation) => {
      const { reach, refusal, coachMay = false, changing = false } = cases[id as Exclude<OfOne, WithOwnCode>];
      for (const [role, { owner, other }] of pairs) {
        if (!operation.who.includes(role)) continue;
        const reads = operation.method === 'GET';
        const before = reads ? (await send(other, operation, {})).text : '';
        const { input, theirs = [] } = await reach(owner);
        const rows = await rowsOf(owner);
        const { status, body, text } = await send(other, operation, input);
        if (coachMay && role === 'coach') {
          expect([role, status]).toEqual([role, 200]);
          continue;
        }
        expect([role, codeOf(body)]).toEqual([role, refusal]);
        expect([role, await rowsOf(owner)]).toEqual([role, rows]);
        if (refusal === undefined)
          expect([role, status, [owner.id, ...theirs].filter((one) => text.includes(one))]).toEqual([role, 200, []]);
        if (reads && !changing) expect([role, text]).toEqual([role, before]);
        // They themselves may, and see what another did not.
        const own = await send(owner, operation, input);
        if (id !== 'claimTicket') expect([role, own.status]).toEqual([role, 200]);
        if (reads) expect([role, own.text]).not.toEqual([role, text]);
      }
    },
  );
});
