import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuid } from 'uuid';
import { Client } from '../../support/client.js';
import { demoPassword } from '../../support/demo-password.js';
import { LineScreen, lineText } from '../../support/line-screen.js';
import { allTakenUp } from './all-taken-up.js';
import { KioskAtWork } from './kiosk-at-work.js';
import { repeated, type Ledger } from './ledger.js';
import type { Target } from './target.js';
import { TruthWatch } from './truth-watch.js';
import { untilAnswered } from './until-answered.js';

/** How long a person at a screen waits for an answer before it is asked for again. */
const patienceMs = 4_000;
/** And how long the browser waits for a list. */
const listPatienceMs = 15_000;
/** By then a student at the kiosk has been told that the ticket is filed, or that it is kept. */
const toldWithinMs = patienceMs + 1_000;
/** Between two students at a kiosk that cannot reach the server. */
const nextStudentMs = 500;
const screensWatching = 4;
/** Nobody files when so many wait: a list has 200 rows, and screens are compared with all of it. */
const longestLine = 100;

interface Claim {
  readonly ticketId: string;
  readonly assistantId: string;
}

/**
 * A desk at work: tickets are filed, taken, resolved and rated, laptops go out and come back, accounts are made, and screens
 * watch. Every wish is repeated with its id until it is answered, as the browsers do. What was answered is written down.
 */
export class DeskUnderLoad {
  private readonly filed = new Map<string, string>();
  /** By the kiosk for later, with the code the student was given, if there was one. */
  private readonly kept = new Map<string, string | null>();
  private readonly claims: Claim[] = [];
  private readonly resolved = new Set<string>();
  private readonly rated = new Set<string>();
  private readonly checkedOut = new Set<string>();
  private readonly returned = new Set<string>();
  private readonly wished = new Set<string>();
  private readonly screens: LineScreen[] = [];
  private readonly untrue: string[] = [];
  private readonly watch: TruthWatch;
  private working: Promise<unknown> = Promise.resolve();
  private going = false;

  private constructor(
    private readonly target: Target,
    private readonly coach: Client,
    watcher: Client,
    private readonly admin: Client,
    private readonly kiosk: { readonly client: Client; readonly atWork: KioskAtWork },
    private readonly assistants: readonly { readonly client: Client; readonly id: string }[],
    private readonly school: { readonly id: string; readonly deskId: string; readonly issueId: string },
  ) {
    for (let n = 0; n < screensWatching; n += 1) this.screens.push(new LineScreen(watcher, 'coach', school.deskId));
    this.watch = new TruthWatch(target.sql, school.deskId, this.screens, (untruth) => this.untrue.push(untruth));
  }

  static async open(target: Target): Promise<DeskUnderLoad> {
    const signedIn = async (name: string, patience = patienceMs) => {
      const client = new Client(target.base, patience);
      await client.call('signIn', { email: `${name}@demo.example`, password: demoPassword });
      return client;
    };
    const [coach, admin, kiosk] = [await signedIn('coach'), await signedIn('admin'), new Client(target.base, patienceMs)];
    const { desks, school } = await coach.call('me', {});
    const deskId = desks[0]?.id ?? '';
    const { code, pairingId, secret } = await kiosk.call('startPairing', { kind: 'kiosk' });
    await coach.call('pairStation', { code, name: `Kiosk ${uuid()}`, deskId });
    await kiosk.call('pairingState', { pairingId, secret });
    const { issues } = await coach.call('listIssues', {});
    const issueId = issues.find(({ skill, audience }) => skill === null && audience === 'desk')?.id ?? '';
    const assistants = await Promise.all(
      [1, 2, 3].map(async (number) => {
        const client = await signedIn(`assistant${number}`);
        return { client, id: (await client.call('me', {})).id };
      }),
    );
    const directory = { kind: 'built_in', domain: 'students.demo.example' } as const;
    await admin.call('saveDirectory', { directory, usernameRule: '{given}.{family}', suspendAfterDays: 14, version: null });
    const atKiosk = { client: kiosk, atWork: await KioskAtWork.open(kiosk) };
    const watcher = await signedIn('coach', listPatienceMs);
    return new DeskUnderLoad(target, coach, watcher, admin, atKiosk, assistants, { id: school.id, deskId, issueId });
  }

  get answered(): number {
    return this.filed.size + this.claims.length + this.resolved.size + this.rated.size + this.checkedOut.size + this.returned.size;
  }

  start(): void {
    this.going = true;
    this.working = Promise.all([
      this.keepOn(() => this.file()),
      this.keepOn(() => this.fileAtKiosk()),
      ...this.assistants.map((assistant) => this.keepOn(() => this.serve(assistant))),
      this.keepOn(() => this.lendAndTakeBack()),
      this.keepOn(() => this.wishAccounts()),
    ]);
  }

  /** Nothing new is begun; what is under way is brought to its answer. */
  async rest(): Promise<void> {
    this.going = false;
    await this.working;
    await this.kiosk.atWork.deliver();
  }

  /** Does a fault, and looks at what the screens say meanwhile. `unreached`: nothing can tell them anything while it lasts. */
  during(fault: () => Promise<void>, unreached: boolean): Promise<void> {
    return this.watch.during(fault, unreached);
  }

  /** Until every screen shows the line as the server has it; for how long, ms. */
  async screensAreRight(withinMs: number): Promise<number> {
    const began = performance.now();
    for (;;) {
      const { rows, open } = await untilAnswered(() => this.coach.call('listLine', { deskId: this.school.deskId, limit: 200 }));
      const line = lineText([...rows, ...open]);
      if (this.screens.every((screen) => screen.phase === 'live' && screen.line() === line)) return performance.now() - began;
      if (performance.now() - began > withinMs) {
        const wrong = this.screens.map((screen) => `${screen.phase}, ${difference(screen.line(), line)}`);
        throw new Error(`The screens are not right after ${withinMs} ms: ${wrong.join('; ')}`);
      }
      await sleep(50);
    }
  }

  /** Compares what was acknowledged with what is in the database, once the accounts wished for are made. */
  async ledger(): Promise<Ledger> {
    const { sql } = this.target;
    await allTakenUp(async () => {
      const [row] = await sql<{ n: number }>(`SELECT count(*)::int AS n FROM directory_account WHERE school_id = $1 AND state = 'wanted'`, [
        this.school.id,
      ]);
      return row?.n ?? 0;
    });

    const tickets = await sql<{
      id: string;
      code: string;
      day: string;
      resolved: number;
      filed: number;
      rated: number;
      claimers: string[];
    }>(
      `SELECT t.id, t.code, t.day::text AS day, count(*) FILTER (WHERE e.type = 'ticket.filed')::int AS filed,
         count(*) FILTER (WHERE e.type = 'ticket.resolved')::int AS resolved,
         array_agg(e.actor_id::text) FILTER (WHERE e.type = 'ticket.claimed') AS claimers,
         (SELECT count(*)::int FROM feedback f WHERE f.school_id = t.school_id AND f.ticket_id = t.id) AS rated
       FROM ticket t JOIN event e ON e.school_id = t.school_id AND e.subject_id = t.id
       WHERE t.school_id = $1 AND t.typed_name = 'Somebody New' GROUP BY t.school_id, t.id`,
      [this.school.id],
    );
    const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]));
    const checkOuts = await sql<{ id: string; back: boolean }>(`SELECT id, in_at IS NOT NULL AS back FROM check_out WHERE school_id = $1`, [
      this.school.id,
    ]);
    const backById = new Map(checkOuts.map(({ id, back }) => [id, back]));
    const accounts = await sql<{ person_id: string; state: string; signs_in: boolean }>(
      `SELECT a.person_id, a.state, p.account_id IS NOT NULL AS signs_in FROM directory_account a
       JOIN person p ON p.school_id = a.school_id AND p.id = a.person_id WHERE a.school_id = $1`,
      [this.school.id],
    );
    const ready = new Set(accounts.filter(({ state, signs_in: signsIn }) => state === 'ready' && signsIn).map((row) => row.person_id));
    const lost = [
      ...[...this.filed].filter(([id, code]) => byId.get(id)?.code !== code).map(([id]) => `ticket ${id}`),
      ...[...this.kept]
        .filter(([id, code]) => !byId.has(id) || (code ?? byId.get(id)?.code) !== byId.get(id)?.code)
        .map(([id]) => `kept ${id}`),
      ...this.claims
        .filter(({ ticketId, assistantId }) => byId.get(ticketId)?.claimers?.includes(assistantId) !== true)
        .map(({ ticketId }) => `claim of ${ticketId}`),
      ...[...this.resolved].filter((id) => byId.get(id)?.resolved !== 1).map((id) => `end of ${id}`),
      ...[...this.rated].filter((id) => byId.get(id)?.rated !== 1).map((id) => `feedback on ${id}`),
      ...[...this.checkedOut].filter((id) => !backById.has(id)).map((id) => `check-out ${id}`),
      ...[...this.returned].filter((id) => backById.get(id) !== true).map((id) => `return ${id}`),
      ...[...this.wished].filter((id) => !ready.has(id)).map((id) => `account of ${id}`),
    ];
    const doubled = [
      // Numbers begin anew at midnight of the school.
      ...repeated(tickets.map(({ code, day }) => `code ${code} of ${day}`)),
      ...tickets.filter(({ filed, resolved }) => filed > 1 || resolved > 1).map(({ id }) => `events of ${id}`),
      ...tickets.filter(({ claimers }) => new Set(claimers ?? []).size > 1).map(({ id }) => `owner of ${id}`),
      ...repeated(this.claims.map(({ ticketId }) => ticketId)).map((id) => `claim of ${id}`),
      ...repeated(accounts.map((row) => row.person_id)).map((id) => `account of ${id}`),
    ];
    const acknowledged = this.answered + this.kept.size + this.wished.size;
    return { acknowledged, lost, doubled, untrue: [...this.untrue] };
  }

  close(): void {
    for (const screen of this.screens) screen.close();
  }

  private async keepOn(work: () => Promise<void>): Promise<void> {
    while (this.going) {
      await work();
      await sleep(20);
    }
  }

  private async file(): Promise<void> {
    if (this.isLong) return;
    const id = uuid();
    const { deskId, issueId } = this.school;
    const { code } = await untilAnswered(() => this.coach.call('fileTicket', { id, deskId, issueId, typedName: 'Somebody New' }));
    this.filed.set(id, code);
  }

  private async fileAtKiosk(): Promise<void> {
    if (this.isLong) return;
    const { ticketId, told, code, afterMs } = await this.kiosk.atWork.file(this.school.issueId, 'Somebody New');
    if (afterMs > toldWithinMs) this.untrue.push(`the kiosk said nothing of ${ticketId} for ${Math.round(afterMs)} ms`);
    if (told === 'refused') this.untrue.push(`the kiosk said that ${ticketId} was refused`);
    else if (told === 'filed') this.filed.set(ticketId, code ?? '');
    else {
      this.kept.set(ticketId, code);
      await sleep(nextStudentMs);
    }
  }

  private get isLong(): boolean {
    return this.filed.size + this.kept.size - this.claims.length >= longestLine;
  }

  private async serve({ client, id: assistantId }: { client: Client; id: string }): Promise<void> {
    const [claimId, resolveId, feedbackId] = [uuid(), uuid(), uuid()];
    const { ticket } = await untilAnswered(() => client.call('claimNext', { deskId: this.school.deskId, requestId: claimId }));
    if (ticket === null) return;
    this.claims.push({ ticketId: ticket.id, assistantId });
    await untilAnswered(() => client.call('resolveTicket', { ticketId: ticket.id, requestId: resolveId, fix: 'Restarted it' }));
    this.resolved.add(ticket.id);
    await untilAnswered(() =>
      this.kiosk.client.call('giveFeedback', {
        ticketId: ticket.id,
        requestId: feedbackId,
        fixed: 'yes',
        explained: 'yes',
        respected: 'yes',
      }),
    );
    this.rated.add(ticket.id);
  }

  private async lendAndTakeBack(): Promise<void> {
    const [deviceId, checkOutId, returnId] = [uuid(), uuid(), uuid()];
    const tag = `C-${deviceId}`;
    await untilAnswered(() => this.coach.call('addDevice', { id: deviceId, tag, model: 'Spin 511', loaner: true }));
    const [student] = await untilAnswered(() =>
      this.target.sql<{ id: string }>(
        `SELECT p.id FROM person p WHERE p.school_id = $1 AND p.roles = '{student}' AND p.status = 'active'
           AND NOT EXISTS (SELECT 1 FROM check_out c WHERE c.school_id = p.school_id AND c.person_id = p.id) LIMIT 1`,
        [this.school.id],
      ),
    );
    const lending = { kind: 'loaner', charger: true, laptopCase: true, agreement: 'ticked', condition: 'good' } as const;
    await untilAnswered(() =>
      this.coach.call('checkOut', { id: checkOutId, personId: student?.id ?? '', deviceId, dueOn: '2099-09-01', ...lending }),
    );
    this.checkedOut.add(checkOutId);
    await untilAnswered(() =>
      this.coach.call('checkIn', { requestId: returnId, deviceTag: tag, charger: true, laptopCase: true, condition: 'good' }),
    );
    this.returned.add(checkOutId);
  }

  private async wishAccounts(): Promise<void> {
    const requestId = uuid();
    const people = await untilAnswered(() =>
      this.target.sql<{ id: string }>(
        `INSERT INTO person (school_id, id, given_name, family_name, search_name, roles)
         SELECT $1, gen_random_uuid(), 'New', substr(md5(random()::text), 1, 10), 'new student', '{student}' FROM generate_series(1, 5) RETURNING id`,
        [this.school.id],
      ),
    );
    await untilAnswered(() => this.admin.call('wantAccounts', { requestId }));
    for (const { id } of people) this.wished.add(id);
    await sleep(500);
  }
}

function difference(shown: string, right: string): string {
  const [there, wanted] = [shown, right].map((line) => new Set(line.split(', '))) as [Set<string>, Set<string>];
  const [wrong, missing] = [[...there].filter((row) => !wanted.has(row)), [...wanted].filter((row) => !there.has(row))];
  return wrong.length + missing.length === 0 ? 'the right line' : `shows ${wrong.join(', ')} instead of ${missing.join(', ')}`;
}
