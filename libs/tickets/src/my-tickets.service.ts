import { Injectable } from '@nestjs/common';
import type { InputOf, OutputOf } from '@firstbell/contracts/operation';
import type { MyTicket, myTicketOperations } from '@firstbell/contracts/my-tickets';
import type { FiledTicket } from '@firstbell/contracts/tickets';
import { Database, notFound, type Actor } from '@firstbell/platform';
import { FilingService } from './filing.service.js';
import { IdentityStore } from './identity.store.js';
import { IssuesStore } from './issues.store.js';
import { placeOf, waitFor } from './line.rules.js';
import { MyTicketsStore, type MyTicketRow } from './my-tickets.store.js';
import { mustNotBeInHands } from './ticket.rules.js';
import { TicketsService, type MayReach } from './tickets.service.js';

type Ops = typeof myTicketOperations;
const done = { done: true } as const;

/** Whatever its audience: a ticket for the coach alone is still its student's. */
const isTheirs: MayReach = (actor, ticket) => ticket.person_id === actor.id;

/** What a student does with their own tickets, on their own device. */
@Injectable()
export class MyTicketsService {
  constructor(
    private readonly database: Database,
    private readonly store: MyTicketsStore,
    private readonly identities: IdentityStore,
    private readonly filing: FilingService,
    private readonly tickets: TicketsService,
    private readonly issues: IssuesStore,
  ) {}

  async of(actor: Actor): Promise<OutputOf<Ops['myTickets']>> {
    return this.database.read(actor.schoolId, async (tx) => {
      const [open, toRate, identified] = await Promise.all([
        this.store.open(tx, actor.id),
        this.store.toRate(tx, actor.id),
        this.identities.identified(tx, actor.id, null, true),
      ]);
      return {
        open: open.map(toMyTicket),
        toRate,
        devices: identified?.devices ?? [],
        overdueLoaner: identified?.overdueLoaner ?? null,
      };
    });
  }

  async file(actor: Actor, input: InputOf<Ops['fileMyTicket']>): Promise<FiledTicket> {
    if (input.deviceId !== undefined) await this.mustHave(actor, input.deviceId);
    return this.filing.file(actor, { ...input, personId: actor.id, secondsAgo: 0 });
  }

  /** Back from trying the steps: counted and gone when they helped, else to the place that was kept. */
  async finishSelfHelp(actor: Actor, input: InputOf<Ops['finishMySelfHelp']>): Promise<{ done: true }> {
    if (!input.fixed) return this.comeBack(actor, input);
    const count = async (...[tx, ticket]: Parameters<Parameters<TicketsService['solveBySelf']>[2]>): Promise<void> => {
      await this.issues.countSelfHelp(tx, { id: input.requestId, issueId: ticket.issue_id, deskId: ticket.desk_id });
    };
    await this.tickets.solveBySelf(actor, input, count, isTheirs);
    return done;
  }

  async comeBack(actor: Actor, input: InputOf<Ops['returnMyTicket']>): Promise<{ done: true }> {
    await this.tickets.comeBack(actor, input, isTheirs);
    return done;
  }

  async leave(actor: Actor, input: InputOf<Ops['leaveMyTicket']>): Promise<{ done: true }> {
    await this.tickets.leave(actor, input, isTheirs, (ticket) => {
      mustNotBeInHands(ticket.state, ticket.code);
    });
    return done;
  }

  private async mustHave(actor: Actor, deviceId: string): Promise<void> {
    const identified = await this.database.read(actor.schoolId, (tx) => this.identities.identified(tx, actor.id, null, true));
    if (identified?.devices.some((device) => device.id === deviceId) !== true) throw notFound('device', 'deviceId');
  }
}

function toMyTicket(row: MyTicketRow): MyTicket {
  const place = placeOf(row);
  return {
    id: row.id,
    code: row.code,
    state: row.state,
    issueId: row.issue_id,
    holdReason: row.hold_reason,
    holdUntil: row.hold_until?.toISOString() ?? null,
    place,
    // As at the kiosk: nobody can say how long it takes where nobody is there to take it.
    wait: row.qualified ? waitFor(place, { p25: row.p25, p75: row.p75, onDuty: row.on_duty }) : null,
    qualified: row.qualified,
    frozen: row.frozen,
    private: row.audience === 'coach',
  };
}
