import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { feedbackOperations, ReviewReason, ReviewRow } from '@firstbell/contracts/feedback';
import type { InputOf, OutputOf } from '@firstbell/contracts/operation';
import { Database, FirstbellError, notFound, resumeTokenOf, type Actor, type Tx } from '@firstbell/platform';
import { ClaimsService, DutyFollowUps, TicketFollowUps, TicketsService, type TicketChange } from '@firstbell/tickets';
import { v7 as uuid } from 'uuid';
import { asksToAct, concernsInbox, endedBy, mayLackSomebody, reasonRaisedBy, showsInInbox } from './reviews.rules.js';
import { ReviewsStore } from './reviews.store.js';

type Ops = typeof feedbackOperations;

/** What is put before the coach, why, and what the coach does with it. */
@Injectable()
export class ReviewsService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly store: ReviewsStore,
    private readonly followUps: TicketFollowUps,
    private readonly duties: DutyFollowUps,
    private readonly tickets: TicketsService,
    private readonly claims: ClaimsService,
  ) {}

  /** An escalated ticket and its review are written together or not at all. */
  onModuleInit(): void {
    this.followUps.register((tx, change) => this.followTicket(tx, change), concernsInbox);
    this.duties.register(async (tx, { deskId, actorId }) => {
      await this.store.settleQualified(tx, deskId, actorId);
      await this.raiseUnqualified(tx, deskId, null, actorId);
    });
  }

  async list(actor: Actor, input: InputOf<Ops['listReviews']>): Promise<OutputOf<Ops['listReviews']>> {
    return this.database.read(actor.schoolId, async (tx) => ({
      reviews: await this.store.inbox(tx, input.settled, input.deskId ?? null, input.limit),
      resume: await resumeTokenOf(tx),
    }));
  }

  /** The coach claims the ticket; its review stays in the inbox until the ticket is done or given back. */
  async take(actor: Actor, input: InputOf<Ops['takeEscalation']>): Promise<OutputOf<Ops['takeEscalation']>> {
    const review = await this.askingToAct(actor, input.reviewId);
    return this.claims.take(actor, { ticketId: review.ticketId, requestId: input.requestId });
  }

  /** Giving the ticket back settles the review, in the same transaction, like everything that ends the asking. */
  async giveBack(actor: Actor, input: InputOf<Ops['returnEscalation']>): Promise<OutputOf<Ops['returnEscalation']>> {
    const review = await this.askingToAct(actor, input.reviewId);
    return this.tickets.advise(actor, { ticketId: review.ticketId, requestId: input.requestId, advice: input.advice, to: input.to });
  }

  /** Read and done. Settling what is settled changes nothing. */
  async settle(actor: Actor, input: InputOf<Ops['settleReview']>): Promise<OutputOf<Ops['settleReview']>> {
    return this.database.transaction(actor.schoolId, async (tx) => {
      await this.load(tx, input.reviewId);
      await this.store.settle(tx, input.reviewId, actor.id);
      return { done: true };
    });
  }

  /** Feedback was given in this transaction: a review when it is low, else it is shown with the sample it belongs to. */
  async afterFeedback(
    tx: Tx,
    feedback: { id: string; ticket_id: string; resolution: number; low: boolean },
    actorId: string | null,
  ): Promise<void> {
    const of = { ticketId: feedback.ticket_id, resolution: feedback.resolution };
    await this.store.attachFeedback(tx, { id: feedback.id, ...of }, actorId);
    if (feedback.low) await this.raise(tx, 'low_feedback', of.ticketId, of.resolution, actorId);
  }

  private async followTicket(tx: Tx, change: TicketChange): Promise<void> {
    if (showsInInbox(change.type)) await this.store.follow(tx, change.ticketId, change.actorId, endedBy(change.type));
    const reason = reasonRaisedBy(change);
    if (reason !== null) await this.raise(tx, reason, change.ticketId, change.version, change.actorId);
    if (mayLackSomebody(change)) await this.raiseUnqualified(tx, change.deskId, change.ticketId, change.actorId);
  }

  /** Of one ticket, or of all that wait at the desk. */
  private async raiseUnqualified(tx: Tx, deskId: string, ticketId: string | null, actorId: string | null): Promise<void> {
    const lacking = await this.store.unqualified(tx, deskId, ticketId);
    if (lacking.length === 0) return;
    await this.store.raise(
      tx,
      lacking.map((ticket) => ({ id: uuid(), reason: 'nobody_qualified', ...ticket })),
      actorId,
    );
  }

  private async raise(tx: Tx, reason: ReviewReason, ticketId: string, round: number, actorId: string | null): Promise<void> {
    await this.store.raise(tx, [{ id: uuid(), reason, ticketId, round }], actorId);
  }

  private async askingToAct(actor: Actor, reviewId: string): Promise<ReviewRow> {
    const review = await this.database.read(actor.schoolId, (tx) => this.load(tx, reviewId));
    if (asksToAct(review.reason)) return review;
    throw new FirstbellError(
      'review.asks_to_be_read',
      409,
      `Nobody waits for you with ${review.code}: this review is to be read. Settle it, or open the ticket at the desk to work on it.`,
      { field: 'reviewId', facts: { code: review.code, reason: review.reason } },
    );
  }

  private async load(tx: Tx, reviewId: string): Promise<ReviewRow> {
    const review = await this.store.row(tx, reviewId);
    if (review === undefined) throw notFound('review', 'reviewId');
    return review;
  }
}
