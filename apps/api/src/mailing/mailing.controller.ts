import { Controller, Res } from '@nestjs/common';
import { mailingOperations as ops } from '@firstbell/contracts/mailing';
import type { InputOf } from '@firstbell/contracts/operation';
import { MailingsService, MailItemsService } from '@firstbell/mailing';
import type { Actor } from '@firstbell/platform';
import type { FastifyReply } from 'fastify';
import { CurrentActor, Input, Operation } from '../operation/operation.decorator.js';

@Controller()
export class MailingController {
  constructor(
    private readonly mailings: MailingsService,
    private readonly items: MailItemsService,
  ) {}

  @Operation(ops.mailAudienceChoices)
  mailAudienceChoices(@CurrentActor() actor: Actor) {
    return this.mailings.choices(actor);
  }

  @Operation(ops.mailingOutlook)
  mailingOutlook(@Input() input: InputOf<typeof ops.mailingOutlook>, @CurrentActor() actor: Actor) {
    return this.mailings.outlook(actor, input);
  }

  @Operation(ops.startMailing)
  startMailing(@Input() input: InputOf<typeof ops.startMailing>, @CurrentActor() actor: Actor) {
    return this.mailings.start(actor, input);
  }

  @Operation(ops.listMailings)
  listMailings(@CurrentActor() actor: Actor) {
    return this.mailings.list(actor);
  }

  @Operation(ops.mailing)
  mailing(@Input() input: InputOf<typeof ops.mailing>, @CurrentActor() actor: Actor) {
    return this.mailings.view(actor, input.mailingId);
  }

  @Operation(ops.pauseMailing)
  pauseMailing(@Input() input: InputOf<typeof ops.pauseMailing>, @CurrentActor() actor: Actor) {
    return this.mailings.step(actor, input.mailingId, 'pause');
  }

  @Operation(ops.resumeMailing)
  resumeMailing(@Input() input: InputOf<typeof ops.resumeMailing>, @CurrentActor() actor: Actor) {
    return this.mailings.step(actor, input.mailingId, 'resume');
  }

  @Operation(ops.cancelMailing)
  cancelMailing(@Input() input: InputOf<typeof ops.cancelMailing>, @CurrentActor() actor: Actor) {
    return this.mailings.step(actor, input.mailingId, 'cancel');
  }

  @Operation(ops.listMailItems)
  listMailItems(@Input() input: InputOf<typeof ops.listMailItems>, @CurrentActor() actor: Actor) {
    return this.items.list(actor, input);
  }

  @Operation(ops.mailItemsCsv)
  mailItemsCsv(
    @Input() input: InputOf<typeof ops.mailItemsCsv>,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    reply.header('content-disposition', 'attachment; filename="mails.csv"');
    return this.items.csv(actor, input);
  }

  @Operation(ops.retryMailItems)
  retryMailItems(@Input() input: InputOf<typeof ops.retryMailItems>, @CurrentActor() actor: Actor) {
    return this.items.retry(actor, input);
  }

  @Operation(ops.decideMailItem)
  decideMailItem(@Input() input: InputOf<typeof ops.decideMailItem>, @CurrentActor() actor: Actor) {
    return this.items.decide(actor, input);
  }
}
