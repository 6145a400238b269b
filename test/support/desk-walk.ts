import { ClaimsService, FilingService, TicketsService } from '@firstbell/tickets';
import type { PersonActor } from '@firstbell/platform';
import { v7 as uuid } from 'uuid';
import type { DeskSchool } from './desk-school.js';

/** Steps of a ticket's way, each by the real service. */
export class DeskWalk {
  private readonly filing: FilingService;
  private readonly claims: ClaimsService;
  readonly tickets: TicketsService;

  constructor(private readonly school: DeskSchool) {
    this.filing = school.app.get(FilingService);
    this.claims = school.app.get(ClaimsService);
    this.tickets = school.app.get(TicketsService);
  }

  /** Filed at the kiosk by a student made for it. Answers the ticket's id. */
  async file(studentName: string, issueId = this.school.issues.battery, description?: string): Promise<string> {
    const id = uuid();
    const personId = await this.school.student(studentName);
    await this.filing.file(this.school.kiosk, {
      id,
      issueId,
      personId,
      language: 'es',
      keepPlace: false,
      wantsAdult: false,
      secondsAgo: 0,
      ...(description === undefined ? {} : { description }),
    });
    return id;
  }

  async take(who: PersonActor, ticketId: string): Promise<void> {
    await this.claims.take(who, { ticketId, requestId: uuid(), reason: 'i_know_this_one' });
  }

  /** Answers the secret of the one-time link. */
  async resolve(who: PersonActor, ticketId: string): Promise<string> {
    const { feedbackPath } = await this.tickets.resolve(who, { ticketId, requestId: uuid(), fix: 'other charger' });
    return feedbackPath.replace('/feedback/', '');
  }

  async escalate(who: PersonActor, ticketId: string, note: string): Promise<void> {
    await this.tickets.escalate(who, { ticketId, requestId: uuid(), reason: 'device_damage', note });
  }

  async reopen(who: PersonActor, ticketId: string): Promise<void> {
    await this.tickets.reopen(who, { ticketId, requestId: uuid() });
  }

  /** Filed, taken and resolved. */
  async resolved(
    who: PersonActor,
    studentName: string,
    issueId = this.school.issues.battery,
  ): Promise<{ ticketId: string; token: string }> {
    const ticketId = await this.file(studentName, issueId);
    await this.take(who, ticketId);
    return { ticketId, token: await this.resolve(who, ticketId) };
  }
}
