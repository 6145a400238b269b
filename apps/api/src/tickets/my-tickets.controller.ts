import { Controller } from '@nestjs/common';
import { myTicketOperations as ops } from '@firstbell/contracts/my-tickets';
import type { InputOf } from '@firstbell/contracts/operation';
import { FeedbackService } from '@firstbell/feedback';
import type { Actor } from '@firstbell/platform';
import { MyTicketsService } from '@firstbell/tickets';
import { CurrentActor, Input, Operation } from '../operation/operation.decorator.js';

@Controller()
export class MyTicketsController {
  constructor(
    private readonly tickets: MyTicketsService,
    private readonly feedback: FeedbackService,
  ) {}

  @Operation(ops.myTickets)
  myTickets(@CurrentActor() actor: Actor) {
    return this.tickets.of(actor);
  }

  @Operation(ops.fileMyTicket)
  file(@Input() input: InputOf<typeof ops.fileMyTicket>, @CurrentActor() actor: Actor) {
    return this.tickets.file(actor, input);
  }

  @Operation(ops.finishMySelfHelp)
  finishSelfHelp(@Input() input: InputOf<typeof ops.finishMySelfHelp>, @CurrentActor() actor: Actor) {
    return this.tickets.finishSelfHelp(actor, input);
  }

  @Operation(ops.returnMyTicket)
  comeBack(@Input() input: InputOf<typeof ops.returnMyTicket>, @CurrentActor() actor: Actor) {
    return this.tickets.comeBack(actor, input);
  }

  @Operation(ops.leaveMyTicket)
  leave(@Input() input: InputOf<typeof ops.leaveMyTicket>, @CurrentActor() actor: Actor) {
    return this.tickets.leave(actor, input);
  }

  @Operation(ops.rateMyTicket)
  rate(@Input() input: InputOf<typeof ops.rateMyTicket>, @CurrentActor() actor: Actor) {
    return this.feedback.giveOwn(actor, input);
  }
}
