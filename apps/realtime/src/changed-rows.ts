import { Injectable } from '@nestjs/common';
import type { SubjectType } from '@firstbell/contracts/events';
import type { RowChange } from '@firstbell/contracts/realtime';
import { DeviceImportsStore } from '@firstbell/devices';
import { CoachNotesStore, ReviewsStore } from '@firstbell/feedback';
import { MailingViews } from '@firstbell/mailing';
import { RosterImportsStore } from '@firstbell/people';
import { Database, type LoggedEvent, type Tx } from '@firstbell/platform';
import { SchedulesService, type SchoolNow } from '@firstbell/schedule';
import { DesksStore, isOpen, TicketsStore, toBoardRow, toDeskState, toLineRow, type TicketRow } from '@firstbell/tickets';
import { grouped } from './grouped.js';
import type { RoomAddress } from './room-address.rules.js';

export interface RoomChange extends RoomAddress {
  readonly change: RowChange;
}

/**
 * What events mean for the screens: each changed row as it stands now, once per room it belongs to, or its tombstone
 * where it does not (any more). One query per kind, however many events.
 */
@Injectable()
export class ChangedRows {
  constructor(
    private readonly database: Database,
    private readonly tickets: TicketsStore,
    private readonly desks: DesksStore,
    private readonly schedules: SchedulesService,
    private readonly reviews: ReviewsStore,
    private readonly notes: CoachNotesStore,
    private readonly imports: RosterImportsStore,
    private readonly deviceImports: DeviceImportsStore,
    private readonly mailings: MailingViews,
  ) {}

  /** `events` are those of one school that touch a room, by `roomsTouched`. */
  async of(schoolId: string, events: readonly LoggedEvent[]): Promise<RoomChange[]> {
    // Found out before the transaction: it may have to be read, and whoever holds a connection must not wait for another.
    const { period } = await this.schedules.at(schoolId);
    return this.database.read(schoolId, (tx) => this.read(tx, events, period));
  }

  private async read(tx: Tx, events: readonly LoggedEvent[], period: SchoolNow['period']): Promise<RoomChange[]> {
    const latest = latestBySubject(events);
    const of = (type: SubjectType) => latest.filter((event) => event.subjectType === type);
    return [
      ...(await this.ofTickets(tx, of('ticket'))),
      ...(await this.ofDesks(tx, of('desk'), period)),
      ...(await this.ofDuty(tx, of('person'))),
      ...(await this.ofReviews(tx, of('review'))),
      ...(await this.ofNotes(tx, of('coach_note'))),
      ...(await this.ofImports(tx, of('roster_import'))),
      ...(await this.ofDeviceImports(tx, of('device_import'))),
      ...(await this.ofMailings(tx, of('mailing'))),
      ...(await this.ofMailSender(tx, of('mail_sender'))),
      ...of('issue').flatMap(ofIssue),
      ...inCirculation.flatMap(of).map(ofCirculation),
    ];
  }

  private async ofTickets(tx: Tx, events: readonly LoggedEvent[]): Promise<RoomChange[]> {
    return (await this.tickets.rows(tx, ids(events))).flatMap(ofTicket);
  }

  private async ofDesks(tx: Tx, events: readonly LoggedEvent[], period: SchoolNow['period']): Promise<RoomChange[]> {
    const rows = await Promise.all(ids(events).map((id) => this.desks.row(tx, id)));
    return rows.flatMap((desk) => {
      if (desk === undefined) return [];
      const change = { kind: 'desk', id: desk.id, version: desk.version, row: toDeskState(desk, period) } as const;
      return (['desk', 'coach', 'board', 'kiosk'] as const).map((room) => ({ room, of: desk.id, change }));
    });
  }

  private async ofDuty(tx: Tx, events: readonly LoggedEvent[]): Promise<RoomChange[]> {
    const byDesk = grouped(events, (event) => deskOf(event) ?? '');
    byDesk.delete('');
    const changes: RoomChange[] = [];
    for (const [deskId, ofDesk] of byDesk) {
      const rows = await this.desks.duty(tx, deskId, ids(ofDesk));
      for (const { subjectId: id, version } of ofDesk) {
        const change = { kind: 'duty', id, version, row: rows.find((row) => row.person.id === id) ?? null } as const;
        changes.push({ room: 'desk', of: deskId, change }, { room: 'coach', of: deskId, change });
      }
    }
    return changes;
  }

  private async ofReviews(tx: Tx, events: readonly LoggedEvent[]): Promise<RoomChange[]> {
    const rows = await this.reviews.rows(tx, ids(events));
    return rows.flatMap((row) => {
      const of = deskOf(events.find((event) => event.subjectId === row.id));
      const settled = row.settledAt !== null;
      return of === null
        ? []
        : [{ room: 'coach', of, change: { kind: 'review', id: row.id, version: row.version, row: settled ? null : row } }];
    });
  }

  private async ofNotes(tx: Tx, events: readonly LoggedEvent[]): Promise<RoomChange[]> {
    const rows = await this.notes.rows(tx, ids(events));
    return rows.flatMap((row) => {
      const change = { kind: 'note', id: row.id, version: row.version, row } as const;
      return [
        { room: 'mine', of: row.to.id, change },
        { room: 'mine', of: row.from.id, change },
      ] as const;
    });
  }

  private async ofImports(tx: Tx, events: readonly LoggedEvent[]): Promise<RoomChange[]> {
    const rows = await this.imports.rows(tx, ids(events));
    return rows.map(({ version, view }) => ({ room: 'imports', of: null, change: { kind: 'import', id: view.id, version, row: view } }));
  }

  private async ofDeviceImports(tx: Tx, events: readonly LoggedEvent[]): Promise<RoomChange[]> {
    const rows = await this.deviceImports.rows(tx, ids(events));
    return rows.map(({ version, view }) => ({
      room: 'imports',
      of: null,
      change: { kind: 'deviceImport', id: view.id, version, row: view },
    }));
  }

  /** One row for however many mails went out: their mailing tells of its progress at most once a second. */
  private async ofMailings(tx: Tx, events: readonly LoggedEvent[]): Promise<RoomChange[]> {
    const rows = await this.mailings.of(tx, ids(events));
    return rows.map((row) => ({ room: 'mail', of: null, change: { kind: 'mailing', id: row.id, version: row.version, row } }));
  }

  private async ofMailSender(tx: Tx, events: readonly LoggedEvent[]): Promise<RoomChange[]> {
    const row = events.length === 0 ? null : await this.mailings.sender(tx);
    return row === null ? [] : [{ room: 'mail', of: null, change: { kind: 'mail_sender', id: tx.schoolId, version: row.version, row } }];
  }
}

/**
 * A private ticket is the coach's alone: the desk gets a tombstone, in case it was shown there before. A ticket that
 * was never anything else than filed was never on the board nor, when private, at the desk, so nothing is said of it there.
 */
function ofTicket(ticket: TicketRow): RoomChange[] {
  const { id, version, desk_id: of } = ticket;
  const row = isOpen(ticket.state) ? toLineRow(ticket) : null;
  const forDesk = ticket.audience === 'desk' ? row : null;
  const board = toBoardRow(ticket);
  const isNew = version === 1;
  const changes: RoomChange[] = [{ room: 'coach', of, change: { kind: 'ticket', id, version, row } }];
  if (forDesk !== null || !isNew) changes.push({ room: 'desk', of, change: { kind: 'ticket', id, version, row: forDesk } });
  if (board !== null || !isNew) {
    for (const room of ['board', 'kiosk'] as const) changes.push({ room, of, change: { kind: 'board', id, version, row: board } });
  }
  return changes;
}

function ofIssue({ subjectId: id, version }: LoggedEvent): RoomChange[] {
  return (['desk', 'coach', 'kiosk'] as const).map((room) => ({ room, of: null, change: { kind: 'catalogue', id, version, row: null } }));
}

const inCirculation: readonly SubjectType[] = ['device', 'check_out', 'repair', 'cart', 'cart_reservation'];

const ofCirculation = ({ subjectId: id, version }: LoggedEvent): RoomChange => ({
  room: 'circulation',
  of: null,
  change: { kind: 'circulation', id, version, row: null },
});

/** The last event of each subject; the row is read as it stands now anyway. */
function latestBySubject(events: readonly LoggedEvent[]): LoggedEvent[] {
  const latest = new Map<string, LoggedEvent>();
  for (const event of events) {
    const key = `${event.subjectType} ${event.subjectId} ${event.subjectType === 'person' ? (deskOf(event) ?? '') : ''}`;
    const before = latest.get(key);
    if (before === undefined || before.version <= event.version) latest.set(key, event);
  }
  return [...latest.values()];
}

const ids = (events: readonly LoggedEvent[]): string[] => events.map((event) => event.subjectId);
const deskOf = (event: LoggedEvent | undefined): string | null => (typeof event?.data['deskId'] === 'string' ? event.data['deskId'] : null);
