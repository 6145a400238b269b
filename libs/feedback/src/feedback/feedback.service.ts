import { Injectable } from '@nestjs/common';
import type { feedbackOperations } from '@firstbell/contracts/feedback';
import type { myTicketOperations } from '@firstbell/contracts/my-tickets';
import type { InputOf, OutputOf } from '@firstbell/contracts/operation';
import { hashOfSecret } from '@firstbell/people';
import { Database, FirstbellError, notFound, type Actor, type Tx } from '@firstbell/platform';
import { TicketsService } from '@firstbell/tickets';
import { v7 as uuid } from 'uuid';
import { ReviewsService } from '../reviews/reviews.service.js';
import { feedbackStanding, isLow, mayAskToReopen, wasReopened, type Taps } from './feedback.rules.js';
import { FeedbackStore, type FeedbackRow, type RatedTicket } from './feedback.store.js';

type Ops = typeof feedbackOperations;
type Done = OutputOf<Ops['giveFeedback']>;

interface Answers extends Taps {
  readonly requestId: string;
  readonly comment?: string | undefined;
  readonly reopen: boolean;
}

/** Three taps and a sentence about one resolution of a ticket. What is low is before the coach in the same transaction. */
@Injectable()
export class FeedbackService {
  constructor(
    private readonly database: Database,
    private readonly store: FeedbackStore,
    private readonly reviews: ReviewsService,
    private readonly tickets: TicketsService,
  ) {}

  /** At the kiosk of the ticket's own desk. */
  async give(actor: Actor, input: InputOf<Ops['giveFeedback']>): Promise<Done> {
    return this.record(
      actor.schoolId,
      input.ticketId,
      input,
      actor.id,
      (ticket) => actor.kind === 'station' && actor.deskId === ticket.desk_id,
    );
  }

  /** On the page of the student whose ticket it is. */
  async giveOwn(actor: Actor, input: InputOf<(typeof myTicketOperations)['rateMyTicket']>): Promise<Done> {
    return this.record(actor.schoolId, input.ticketId, input, actor.id, (ticket) => ticket.person_id === actor.id);
  }

  /** By the one-time link: whoever has it was given it. */
  async giveByLink(input: InputOf<Ops['giveFeedbackByLink']>): Promise<Done> {
    const { schoolId, ticketId } = await this.ofLink(input.token);
    return this.record(schoolId, ticketId, input, null, () => true);
  }

  async form(input: InputOf<Ops['feedbackForm']>): Promise<OutputOf<Ops['feedbackForm']>> {
    const { schoolId, ticketId } = await this.ofLink(input.token);
    const ticket = await this.database.read(schoolId, (tx) => this.store.form(tx, ticketId));
    if (ticket === undefined) throw unknownLink();
    const standing = feedbackStanding(ticket);
    if (standing === 'open') throw notYet(ticket);
    return { code: ticket.code, issue: ticket.issue, language: ticket.language, answered: standing === 'answered' };
  }

  private async record(
    schoolId: string,
    ticketId: string,
    answers: Answers,
    actorId: string | null,
    mayRate: (ticket: RatedTicket) => boolean,
  ): Promise<Done> {
    if (answers.reopen && !mayAskToReopen(answers)) {
      throw new FirstbellError(
        'feedback.reopen_but_fixed',
        422,
        'What is fixed does not go back in line. Say that it is not fixed, or leave it resolved.',
        { field: 'reopen' },
      );
    }
    return this.database.once<Done>(
      schoolId,
      answers.requestId,
      async (tx) => {
        const ticket = await this.store.lockTicket(tx, ticketId);
        if (ticket === undefined || !mayRate(ticket)) throw notFound('ticket', 'ticketId');
        mustBeDue(ticket);
        const feedback = toRow(ticket, answers);
        await this.store.insert(tx, feedback);
        await tx.append({
          type: 'feedback.given',
          subjectType: 'feedback',
          subjectId: feedback.id,
          version: 1,
          actorId,
          requestId: answers.requestId,
          data: { ticketId, deskId: ticket.desk_id, resolution: ticket.resolutions },
        });
        await this.reviews.afterFeedback(tx, { ...feedback, low: isLow(answers) }, actorId);
        return answers.reopen ? { done: true, reopened: await this.tickets.reopenIn(tx, actorId, ticketId) } : { done: true };
      },
      (tx, id) => this.firstAnswer(tx, id, ticketId, answers),
    );
  }

  /** The same sent again is done, and told what became of it; the same request id with other answers is a mistake of the sender. */
  private async firstAnswer(tx: Tx, feedbackId: string, ticketId: string, answers: Answers): Promise<Done> {
    const first = await this.store.byId(tx, feedbackId);
    const same =
      first !== undefined &&
      first.ticket_id === ticketId &&
      first.comment === (answers.comment ?? null) &&
      first.fixed === answers.fixed &&
      first.explained === answers.explained &&
      first.respected === answers.respected;
    const ticket = same ? await this.store.ticket(tx, ticketId) : undefined;
    if (ticket !== undefined && first !== undefined)
      return answers.reopen ? { done: true, reopened: wasReopened(ticket, first.resolution) } : { done: true };
    throw new FirstbellError('request.id_used', 409, 'This request id was used for something else. Send it again with a new one.', {
      field: 'requestId',
    });
  }

  private async ofLink(token: string): Promise<{ schoolId: string; ticketId: string }> {
    const of = await this.store.ticketOfLink(hashOfSecret(token));
    if (of === undefined) throw unknownLink();
    return of;
  }
}

function toRow(ticket: RatedTicket, { fixed, explained, respected, comment }: Answers): FeedbackRow {
  return {
    id: uuid(),
    ticket_id: ticket.id,
    resolution: ticket.resolutions,
    assistant_id: ticket.resolved_by,
    fixed,
    explained,
    respected,
    comment: comment ?? null,
  };
}

function mustBeDue(ticket: RatedTicket): void {
  const standing = feedbackStanding(ticket);
  if (standing === 'answered') {
    throw new FirstbellError(
      'feedback.already_given',
      409,
      `You have told us about ${ticket.code} already. Thank you; there is nothing left to do.`,
      { facts: { code: ticket.code } },
    );
  }
  if (standing === 'open') throw notYet(ticket);
}

const notYet = ({ code }: RatedTicket) =>
  new FirstbellError('feedback.not_due', 409, `${code} is not resolved now. You will be asked when it is.`, { facts: { code } });

const unknownLink = () =>
  new FirstbellError(
    'feedback.link_unknown',
    404,
    'This link is not known, or the ticket was resolved again and has a newer one. Scan your badge at the kiosk instead.',
    { field: 'token' },
  );
