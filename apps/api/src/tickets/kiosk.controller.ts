import { Controller } from '@nestjs/common';
import type { InputOf } from '@firstbell/contracts/operation';
import { ticketOperations as ops } from '@firstbell/contracts/tickets';
import type { Actor } from '@firstbell/platform';
import { FilingService, HoldsService, KioskService } from '@firstbell/tickets';
import { CurrentActor, Input, Operation } from '../operation/operation.decorator.js';

@Controller()
export class KioskController {
  constructor(
    private readonly kiosk: KioskService,
    private readonly filing: FilingService,
    private readonly holds: HoldsService,
  ) {}

  @Operation(ops.identify)
  identify(@Input() input: InputOf<typeof ops.identify>, @CurrentActor() actor: Actor) {
    return this.kiosk.identify(actor, input);
  }

  @Operation(ops.searchNames)
  searchNames(@Input() input: InputOf<typeof ops.searchNames>, @CurrentActor() actor: Actor) {
    return this.kiosk.searchNames(actor, input);
  }

  @Operation(ops.identifyPerson)
  identifyPerson(@Input() input: InputOf<typeof ops.identifyPerson>, @CurrentActor() actor: Actor) {
    return this.kiosk.identifyPerson(actor, input);
  }

  @Operation(ops.fileTicket)
  fileTicket(@Input() input: InputOf<typeof ops.fileTicket>, @CurrentActor() actor: Actor) {
    return this.filing.file(actor, input);
  }

  @Operation(ops.finishSelfHelp)
  finishSelfHelp(@Input() input: InputOf<typeof ops.finishSelfHelp>, @CurrentActor() actor: Actor) {
    return this.kiosk.finishSelfHelp(actor, input);
  }

  @Operation(ops.comeBack)
  comeBack(@Input() input: InputOf<typeof ops.comeBack>, @CurrentActor() actor: Actor) {
    return this.kiosk.comeBack(actor, input);
  }

  @Operation(ops.goToClass)
  goToClass(@Input() input: InputOf<typeof ops.goToClass>, @CurrentActor() actor: Actor) {
    return this.holds.goToClass(actor, input);
  }

  @Operation(ops.leaveLine)
  leaveLine(@Input() input: InputOf<typeof ops.leaveLine>, @CurrentActor() actor: Actor) {
    return this.kiosk.leave(actor, input);
  }

  @Operation(ops.reserveCodes)
  reserveCodes(@Input() input: InputOf<typeof ops.reserveCodes>, @CurrentActor() actor: Actor) {
    return this.kiosk.reserveCodes(actor, input);
  }

  @Operation(ops.reportRejectedFiling)
  reportRejectedFiling(@Input() input: InputOf<typeof ops.reportRejectedFiling>, @CurrentActor() actor: Actor) {
    return this.kiosk.reportRejected(actor, input);
  }

  @Operation(ops.listRejectedFilings)
  listRejectedFilings(@Input() input: InputOf<typeof ops.listRejectedFilings>, @CurrentActor() actor: Actor) {
    return this.kiosk.listRejected(actor, input);
  }

  @Operation(ops.settleRejectedFiling)
  settleRejectedFiling(@Input() input: InputOf<typeof ops.settleRejectedFiling>, @CurrentActor() actor: Actor) {
    return this.kiosk.settleRejected(actor, input);
  }
}
