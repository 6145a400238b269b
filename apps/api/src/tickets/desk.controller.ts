import { Controller } from '@nestjs/common';
import type { InputOf } from '@firstbell/contracts/operation';
import { ticketOperations as ops } from '@firstbell/contracts/tickets';
import type { Actor } from '@firstbell/platform';
import { ClaimsService, DesksService, DutyService, LineService } from '@firstbell/tickets';
import { CurrentActor, Input, Operation } from '../operation/operation.decorator.js';

@Controller()
export class DeskController {
  constructor(
    private readonly line: LineService,
    private readonly claims: ClaimsService,
    private readonly desks: DesksService,
    private readonly duty: DutyService,
  ) {}

  @Operation(ops.listLine)
  listLine(@Input() input: InputOf<typeof ops.listLine>, @CurrentActor() actor: Actor) {
    return this.line.line(actor, input);
  }

  @Operation(ops.board)
  board(@Input() input: InputOf<typeof ops.board>, @CurrentActor() actor: Actor) {
    return this.line.board(actor, input);
  }

  @Operation(ops.searchTickets)
  searchTickets(@Input() input: InputOf<typeof ops.searchTickets>, @CurrentActor() actor: Actor) {
    return this.line.search(actor, input);
  }

  @Operation(ops.claimNext)
  claimNext(@Input() input: InputOf<typeof ops.claimNext>, @CurrentActor() actor: Actor) {
    return this.claims.next(actor, input);
  }

  @Operation(ops.startDuty)
  startDuty(@Input() input: InputOf<typeof ops.startDuty>, @CurrentActor() actor: Actor) {
    return this.duty.start(actor, input);
  }

  @Operation(ops.endDuty)
  endDuty(@Input() input: InputOf<typeof ops.endDuty>, @CurrentActor() actor: Actor) {
    return this.duty.end(actor, input);
  }

  @Operation(ops.attendance)
  attendance(@CurrentActor() actor: Actor) {
    return this.duty.attendance(actor);
  }

  @Operation(ops.freezeDesk)
  freezeDesk(@Input() input: InputOf<typeof ops.freezeDesk>, @CurrentActor() actor: Actor) {
    return this.desks.freeze(actor, input);
  }

  @Operation(ops.thawDesk)
  thawDesk(@Input() input: InputOf<typeof ops.thawDesk>, @CurrentActor() actor: Actor) {
    return this.desks.thaw(actor, input);
  }
}
