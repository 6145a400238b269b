import { Injectable } from '@nestjs/common';
import type { InputOf, OutputOf } from '@firstbell/contracts/operation';
import type { FiledTicket, Identified, ticketOperations } from '@firstbell/contracts/tickets';
import { searchName } from '@firstbell/people';
import { Database, FirstbellError, isCoach, notFound, violatedConstraint, type Actor } from '@firstbell/platform';
import { SchedulesService } from '@firstbell/schedule';
import { ticketCode } from './code.rules.js';
import { FilingService } from './filing.service.js';
import { FilingStore } from './filing.store.js';
import { IdentityStore } from './identity.store.js';
import { IssuesStore } from './issues.store.js';
import { RejectedFilingsStore } from './rejected-filings.store.js';
import { TicketsService } from './tickets.service.js';

type Ops = typeof ticketOperations;
const done = { done: true } as const;

/** What only the kiosk does: find out who is there, come back, keep codes for when the server is away. */
@Injectable()
export class KioskService {
  constructor(
    private readonly database: Database,
    private readonly identities: IdentityStore,
    private readonly filings: FilingStore,
    private readonly filing: FilingService,
    private readonly tickets: TicketsService,
    private readonly issues: IssuesStore,
    private readonly rejected: RejectedFilingsStore,
    private readonly schedules: SchedulesService,
  ) {}

  async identify(actor: Actor, input: InputOf<Ops['identify']>): Promise<Identified> {
    return this.database.read(actor.schoolId, async (tx) => {
      const { personId, deviceId } = await this.identities.byScan(tx, input.scan, { actor, mine: input.mine === true });
      const identified = await this.identities.identified(tx, personId, deviceId, actor.kind === 'station' || isCoach(actor));
      if (identified === undefined) throw notFound('person', 'scan');
      return identified;
    });
  }

  async identifyPerson(actor: Actor, input: InputOf<Ops['identifyPerson']>): Promise<Identified> {
    await this.mustAllowNames(actor);
    // Anybody can choose anybody's name; what somebody told the coach alone is not shown for it.
    const identified = await this.database.read(actor.schoolId, (tx) =>
      this.identities.identified(tx, input.personId, null, isCoach(actor)),
    );
    if (identified === undefined) throw notFound('person', 'personId');
    return identified;
  }

  async searchNames(actor: Actor, input: InputOf<Ops['searchNames']>): Promise<OutputOf<Ops['searchNames']>> {
    await this.mustAllowNames(actor);
    const prefix = searchName(input.search);
    if (prefix.length < 3)
      throw new FirstbellError('search.too_short', 400, 'Type at least three letters of the name.', { field: 'search' });
    return { matches: await this.database.read(actor.schoolId, (tx) => this.identities.named(tx, prefix)) };
  }

  /** Back from trying the steps: counted and gone when they helped, else to the place that was kept. */
  async finishSelfHelp(actor: Actor, input: InputOf<Ops['finishSelfHelp']>): Promise<FiledTicket> {
    if (!input.fixed) return this.comeBack(actor, input);
    await this.tickets.solveBySelf(actor, input, async (tx, ticket) => {
      await this.issues.countSelfHelp(tx, { id: input.requestId, issueId: ticket.issue_id, deskId: ticket.desk_id });
    });
    return this.filing.placed(actor, input.ticketId);
  }

  async comeBack(actor: Actor, input: InputOf<Ops['comeBack']>): Promise<FiledTicket> {
    await this.tickets.comeBack(actor, input);
    return this.filing.placed(actor, input.ticketId);
  }

  async leave(actor: Actor, input: InputOf<Ops['leaveLine']>): Promise<{ done: true }> {
    await this.tickets.leave(actor, input);
    return done;
  }

  async reserveCodes(actor: Actor, input: InputOf<Ops['reserveCodes']>): Promise<OutputOf<Ops['reserveCodes']>> {
    const { day } = await this.schedules.at(actor.schoolId);
    const deskId = deskOf(actor);
    const answer = (block: { first: number; last: number; letter: string }, of: string) => ({
      day: of,
      codes: Array.from({ length: block.last - block.first + 1 }, (_, index) => ticketCode(block.letter, block.first + index)),
    });
    try {
      return await this.database.transaction(actor.schoolId, async (tx) => {
        const block = await this.filings.reserve(tx, { id: input.requestId, stationId: actor.id, deskId, day, count: input.count });
        if (block === undefined) throw notFound('desk');
        await tx.append({
          type: 'codes.reserved',
          subjectType: 'station',
          subjectId: actor.id,
          version: block.last,
          actorId: actor.id,
          data: { deskId, first: block.first, last: block.last },
        });
        return answer(block, day);
      });
    } catch (error) {
      if (violatedConstraint(error) !== 'reserved_codes_pkey') throw error;
      const block = await this.database.read(actor.schoolId, (tx) => this.filings.reserved(tx, input.requestId));
      if (block === undefined) throw error;
      return answer(block, block.day);
    }
  }

  async reportRejected(actor: Actor, input: InputOf<Ops['reportRejectedFiling']>): Promise<{ done: true }> {
    const deskId = deskOf(actor);
    await this.database.transaction(actor.schoolId, async (tx) => {
      if (!(await this.rejected.insert(tx, { ...input, deskId, stationId: actor.id }))) return;
      await tx.append({
        type: 'filing.rejected',
        subjectType: 'filing',
        subjectId: input.id,
        version: 1,
        actorId: actor.id,
        data: { deskId },
      });
    });
    return done;
  }

  async listRejected(actor: Actor, input: InputOf<Ops['listRejectedFilings']>): Promise<OutputOf<Ops['listRejectedFilings']>> {
    return { filings: await this.database.read(actor.schoolId, (tx) => this.rejected.open(tx, input.deskId)) };
  }

  async settleRejected(actor: Actor, input: InputOf<Ops['settleRejectedFiling']>): Promise<{ done: true }> {
    await this.database.transaction(actor.schoolId, async (tx) => {
      const deskId = await this.rejected.settle(tx, input.filingId, actor.id);
      if (deskId === undefined) return;
      await tx.append({
        type: 'filing.settled',
        subjectType: 'filing',
        subjectId: input.filingId,
        version: 2,
        actorId: actor.id,
        data: { deskId },
      });
    });
    return done;
  }

  private async mustAllowNames(actor: Actor): Promise<void> {
    const { settings } = await this.schedules.at(actor.schoolId);
    if (settings.nameSearch || actor.kind === 'person') return;
    throw new FirstbellError('search.off', 403, 'Searching by name is switched off at this school. Scan the badge or the laptop’s tag.', {
      field: 'search',
    });
  }
}

function deskOf(actor: Actor): string {
  if (actor.kind === 'station') return actor.deskId;
  throw new FirstbellError('station.needed', 403, 'Only a paired kiosk can do this. Pair this screen first.');
}
