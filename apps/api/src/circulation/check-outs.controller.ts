import { Controller, Res } from '@nestjs/common';
import { circulationOperations as ops } from '@firstbell/contracts/circulation';
import type { InputOf } from '@firstbell/contracts/operation';
import { CheckOutsService, LoanersService } from '@firstbell/devices';
import type { Actor } from '@firstbell/platform';
import type { FastifyReply } from 'fastify';
import { CurrentActor, Input, Operation } from '../operation/operation.decorator.js';

@Controller()
export class CheckOutsController {
  constructor(
    private readonly checkOuts: CheckOutsService,
    private readonly loaners: LoanersService,
  ) {}

  @Operation(ops.readScan)
  readScan(@Input() input: InputOf<typeof ops.readScan>, @CurrentActor() actor: Actor) {
    return this.checkOuts.readScan(actor, input);
  }

  @Operation(ops.checkOut)
  checkOut(@Input() input: InputOf<typeof ops.checkOut>, @CurrentActor() actor: Actor) {
    return this.checkOuts.checkOut(actor, input);
  }

  @Operation(ops.checkIn)
  checkIn(@Input() input: InputOf<typeof ops.checkIn>, @CurrentActor() actor: Actor) {
    return this.checkOuts.checkIn(actor, input);
  }

  @Operation(ops.listLoaners)
  listLoaners(@CurrentActor() actor: Actor) {
    return this.loaners.list(actor);
  }

  @Operation(ops.loanersCsv)
  loanersCsv(@CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply) {
    reply.header('content-disposition', 'attachment; filename="loaners.csv"');
    return this.loaners.csv(actor);
  }

  @Operation(ops.setLoaner)
  setLoaner(@Input() input: InputOf<typeof ops.setLoaner>, @CurrentActor() actor: Actor) {
    return this.loaners.setLoaner(actor, input);
  }
}
