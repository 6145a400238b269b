import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { InputOf } from '@firstbell/contracts/operation';
import type { FiledTicket, ticketOperations } from '@firstbell/contracts/tickets';
import { Database, FirstbellError, notFound, violatedConstraint, type Actor, type Tx } from '@firstbell/platform';
import { schoolDay, SchedulesService, type SchoolNow } from '@firstbell/schedule';
import { v7 as uuid } from 'uuid';
import { numberOfCode } from './code.rules.js';
import { DesksStore } from './desks.store.js';
import { FilingStore, type FiledRow, type Filing } from './filing.store.js';
import { IdentityStore } from './identity.store.js';
import { nextOf } from './come-back.rules.js';
import { placeOf, waitFor } from './line.rules.js';
import { looksPrivate } from './privacy.rules.js';
import { TicketFollowUps } from './ticket-follow-ups.js';

type FileInput = InputOf<(typeof ticketOperations)['fileTicket']>;

/** Filing: from what the kiosk knows to a code and a place in line, once, whatever is sent again. */
@Injectable()
export class FilingService {
  constructor(
    private readonly database: Database,
    private readonly store: FilingStore,
    private readonly identities: IdentityStore,
    private readonly desks: DesksStore,
    private readonly followUps: TicketFollowUps,
    private readonly schedules: SchedulesService,
  ) {}

  async file(actor: Actor, input: FileInput): Promise<FiledTicket> {
    const clock = await this.schedules.at(actor.schoolId);
    try {
      return (await this.fileForDesk(actor, input, clock)) ?? (await this.fileWithAll(actor, input, clock));
    } catch (error) {
      // Sent twice at the same instant: the other one has just been committed and holds the answer.
      if (violatedConstraint(error) === 'ticket_pkey') return this.file(actor, input);
      throw await this.explained(actor, input, error);
    }
  }

  /**
   * The way of nearly every ticket: one statement, and nothing else to write with it. Undefined when there is more to
   * it: something for the coach or the roster, a repetition, or a reason to refuse.
   */
  private async fileForDesk(actor: Actor, input: FileInput, clock: SchoolNow): Promise<FiledTicket | undefined> {
    if (input.typedName !== undefined || this.followUps.concern({ type: 'ticket.filed', audience: 'desk' })) return undefined;
    const filed = await this.database.transaction(actor.schoolId, async (tx) =>
      this.store.insertForDesk(tx, await this.prepare(tx, actor, input, clock)),
    );
    return filed && toFiled(filed, nobodyThere(filed, clock));
  }

  private async fileWithAll(actor: Actor, input: FileInput, clock: SchoolNow): Promise<FiledTicket> {
    return this.database.transaction(actor.schoolId, async (tx) => {
      const filing = await this.prepare(tx, actor, input, clock);
      const filed = await this.store.insert(tx, filing);
      if (filed === undefined) return this.firstAnswerOrRefusal(tx, filing, clock);
      if (filing.typedName !== null) await this.raiseRosterException(tx, actor, filing, filing.typedName);
      await this.followUps.run(tx, {
        type: 'ticket.filed',
        ticketId: filed.id,
        deskId: filing.deskId,
        audience: filed.audience,
        actorId: actor.id,
        version: filed.version,
        claims: 0,
        resolutions: 0,
        assistantId: null,
        qualified: filed.qualified,
      });
      return this.answer(tx, filed, clock);
    });
  }

  /** A ticket with its place as it is now. */
  async placed(actor: Actor, ticketId: string): Promise<FiledTicket> {
    const clock = await this.schedules.at(actor.schoolId);
    return this.database.read(actor.schoolId, async (tx) => {
      const row = await this.store.placed(tx, ticketId);
      if (row === undefined) throw notFound('ticket', 'ticketId');
      return this.answer(tx, row, clock);
    });
  }

  /** With when to come back, where nobody who is there now may take the ticket, or nobody is there at all. */
  private async answer(tx: Tx, row: FiledRow, clock: SchoolNow): Promise<FiledTicket> {
    if (row.qualified || row.skill === null || !isInLine(row)) return toFiled(row, nobodyThere(row, clock));
    return toFiled(row, { comeBack: comeBackIn(await this.store.periodsOfTrained(tx, row.skill), clock) });
  }

  private async prepare(tx: Tx, actor: Actor, input: FileInput, clock: SchoolNow): Promise<Filing> {
    const deskId = actor.kind === 'station' ? actor.deskId : (input.deskId ?? (await this.desks.first(tx)));
    if (deskId === undefined) throw notFound('desk', 'deskId');
    if (actor.kind === 'station' && input.deskId !== undefined && input.deskId !== actor.deskId) {
      throw new FirstbellError(
        'desk.not_yours',
        403,
        'This kiosk belongs to another desk. Leave deskId out, or pair the kiosk with that desk.',
        { field: 'deskId' },
      );
    }
    const who = await this.whoFiles(tx, actor, input);
    const reserved = await this.reservedNumber(tx, actor, deskId, input, clock);
    return {
      id: input.id,
      deskId,
      issueId: input.issueId,
      day: reserved?.day ?? clock.day,
      number: reserved?.number ?? null,
      personId: who.personId,
      typedName: who.typedName,
      deviceId: who.deviceId,
      description: input.description ?? null,
      language: input.language,
      // Only a kiosk keeps filings for later; who is at the desk files now, and not before those who wait.
      secondsAgo: actor.kind === 'station' ? input.secondsAgo : 0,
      state: input.keepPlace ? 'held' : 'waiting',
      holdReason: input.keepPlace ? 'trying_self_help' : null,
      isPrivate: isPrivate(input),
      filedBy: actor.id,
      hash: contentHash(input),
    };
  }

  /** A person, a scan kept while off line, or a typed name: exactly one of them; and the device, if one was named. */
  private async whoFiles(
    tx: Tx,
    actor: Actor,
    input: FileInput,
  ): Promise<{ personId: string | null; typedName: string | null; deviceId: string | null }> {
    const given = [input.personId, input.scan, input.typedName].filter((value) => value !== undefined);
    if (given.length !== 1) {
      throw new FirstbellError('ticket.who', 400, 'Say who it is for by exactly one of personId, scan and typedName.', {
        field: 'personId',
      });
    }
    let deviceId = input.deviceId ?? null;
    if (input.deviceTag !== undefined) deviceId = await this.identities.deviceByTag(tx, input.deviceTag);
    if (input.scan === undefined) return { personId: input.personId ?? null, typedName: input.typedName ?? null, deviceId };
    const found = await this.identities.byScan(tx, input.scan, { actor, mine: input.mine === true });
    return { personId: found.personId, typedName: null, deviceId: deviceId ?? found.deviceId };
  }

  private async reservedNumber(
    tx: Tx,
    actor: Actor,
    deskId: string,
    { reservedCode: code, reservedDay, secondsAgo }: FileInput,
    { now, day: today, timeZone }: SchoolNow,
  ): Promise<{ number: number; day: string } | null> {
    if (code === undefined) return null;
    const number = numberOfCode(code, (await this.store.letterOf(tx, deskId)) ?? '');
    const reserved = { stationId: actor.id, number: number ?? 0, day: reservedDay ?? null };
    const filedOn = schoolDay(new Date(now.getTime() - secondsAgo * 1_000), timeZone);
    const day = number === null ? undefined : await this.store.dayOfReservedNumber(tx, reserved, { today, filedOn });
    if (number === null || day === undefined) {
      throw new FirstbellError(
        'ticket.code_not_reserved',
        422,
        `${code} was not reserved for this kiosk. File without reservedCode to get a new code.`,
        { field: 'reservedCode' },
      );
    }
    return { number, day };
  }

  /** Nothing was written: the same filing again, an id used twice, or something that does not exist here. */
  private async firstAnswerOrRefusal(tx: Tx, filing: Filing, clock: SchoolNow): Promise<FiledTicket> {
    const first = await this.store.placed(tx, filing.id);
    if (first !== undefined) {
      if (first.filing_hash === filing.hash) return this.answer(tx, first, clock);
      throw new FirstbellError('ticket.id_reused', 409, 'This id was used for another filing. Make a new id for a new ticket.', {
        field: 'id',
      });
    }
    const there = await this.store.obstacles(tx, filing);
    if (there?.desk !== true) throw notFound('desk', 'deskId');
    if (!there.issue) throw notFound('issue', 'issueId');
    if (filing.personId !== null && !there.person) throw notFound('person', 'personId');
    if (filing.deviceId !== null && there.device_state === null) throw notFound('device', 'deviceId');
    throw new FirstbellError(
      'device.not_usable',
      409,
      `This device is recorded as ${String(there.device_state).replaceAll('_', ' ')}. Choose another device, or ask at the desk.`,
      {
        field: 'deviceId',
        facts: { state: there.device_state },
      },
    );
  }

  private async raiseRosterException(tx: Tx, actor: Actor, filing: Filing, typedName: string): Promise<void> {
    const id = uuid();
    await this.store.raiseRosterException(tx, { id, typedName, ticketId: filing.id });
    await tx.append({
      type: 'roster_exception.raised',
      subjectType: 'roster_exception',
      subjectId: id,
      version: 1,
      actorId: actor.id,
      data: { ticketId: filing.id },
    });
  }

  private async explained(actor: Actor, input: FileInput, error: unknown): Promise<unknown> {
    switch (violatedConstraint(error)) {
      case 'ticket_one_open': {
        const code = await this.database.read(actor.schoolId, async (tx) => {
          const who = await this.whoFiles(tx, actor, input);
          return who.personId === null ? undefined : this.store.openTicketCode(tx, who.personId, input.issueId, isPrivate(input));
        });
        return new FirstbellError(
          'ticket.already_open',
          409,
          `There is already a ticket for this: ${code ?? 'look at the board'}. Its place in line is kept; no new one is needed.`,
          {
            field: 'issueId',
            facts: { code: code ?? null },
          },
        );
      }
      case 'ticket_number':
        return new FirstbellError(
          'ticket.code_used',
          409,
          'That reserved code is already on another ticket. File without reservedCode to get a new code.',
          { field: 'reservedCode' },
        );
      default:
        return error;
    }
  }
}

const isPrivate = (input: FileInput): boolean => input.wantsAdult || looksPrivate(input.description);
const isInLine = (row: FiledRow): boolean => row.state === 'waiting' && row.audience === 'desk';

/** Anybody may take it, and nobody is on duty. Of one that needs a certificate the coach is told, and the answer is another. */
function nobodyThere(row: FiledRow, clock: SchoolNow): NonNullable<FiledTicket['nobodyQualified']> | null {
  if (row.skill !== null || row.shift_periods === null || !isInLine(row)) return null;
  return { nobodyThere: true, comeBack: comeBackIn(row.shift_periods, clock) };
}

function comeBackIn(shiftPeriods: readonly string[], { now, timeZone, periods }: SchoolNow) {
  const next = nextOf(shiftPeriods, periods, now, timeZone);
  return next === null ? null : { period: next.name, startsAt: next.startsAt };
}

/** Nobody can say how long it takes where nobody is there to take it. */
const toFiled = (row: FiledRow, nobodyQualified: NonNullable<FiledTicket['nobodyQualified']> | null): FiledTicket => {
  const place = placeOf(row);
  return {
    id: row.id,
    code: row.code,
    state: row.state,
    version: row.version,
    place,
    wait: nobodyQualified === null ? waitFor(place, { p25: row.p25, p75: row.p75, onDuty: row.on_duty }) : null,
    nobodyQualified,
    private: row.audience === 'coach',
  };
};

/** What makes two filings the same: everything but when they were sent. */
function contentHash(input: FileInput): string {
  const { personId, scan, typedName, deviceId, deviceTag, issueId, description, keepPlace, wantsAdult } = input;
  return createHash('sha256')
    .update(JSON.stringify([personId, scan, typedName, deviceId, deviceTag, issueId, description, keepPlace, wantsAdult]))
    .digest('base64url');
}
