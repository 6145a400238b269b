import { Controller, Res } from '@nestjs/common';
import { circulationOperations as ops } from '@firstbell/contracts/circulation';
import type { InputOf } from '@firstbell/contracts/operation';
import { RepairsService, ShelfService, SignsService } from '@firstbell/devices';
import type { Actor } from '@firstbell/platform';
import type { FastifyReply } from 'fastify';
import { CurrentActor, Input, Operation } from '../operation/operation.decorator.js';

@Controller()
export class RepairsController {
  constructor(
    private readonly repairs: RepairsService,
    private readonly shelf: ShelfService,
    private readonly signs: SignsService,
  ) {}

  @Operation(ops.listRepairs)
  listRepairs(@Input() input: InputOf<typeof ops.listRepairs>, @CurrentActor() actor: Actor) {
    return this.repairs.list(actor, input);
  }

  @Operation(ops.repairsCsv)
  repairsCsv(
    @Input() input: InputOf<typeof ops.repairsCsv>,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    reply.header('content-disposition', 'attachment; filename="repairs.csv"');
    return this.repairs.csv(actor, input);
  }

  @Operation(ops.openRepair)
  openRepair(@Input() input: InputOf<typeof ops.openRepair>, @CurrentActor() actor: Actor) {
    return this.repairs.open(actor, input);
  }

  @Operation(ops.changeRepair)
  changeRepair(@Input() input: InputOf<typeof ops.changeRepair>, @CurrentActor() actor: Actor) {
    return this.repairs.change(actor, input);
  }

  @Operation(ops.setRepairCost)
  setRepairCost(@Input() input: InputOf<typeof ops.setRepairCost>, @CurrentActor() actor: Actor) {
    return this.repairs.setCost(actor, input);
  }

  @Operation(ops.closeRepair)
  closeRepair(@Input() input: InputOf<typeof ops.closeRepair>, @CurrentActor() actor: Actor) {
    return this.repairs.close(actor, input);
  }

  @Operation(ops.listShelf)
  listShelf(@CurrentActor() actor: Actor) {
    return this.shelf.list(actor);
  }

  @Operation(ops.shelveDevice)
  shelveDevice(@Input() input: InputOf<typeof ops.shelveDevice>, @CurrentActor() actor: Actor) {
    return this.shelf.shelve(actor, input);
  }

  @Operation(ops.fetchFromShelf)
  fetchFromShelf(@Input() input: InputOf<typeof ops.fetchFromShelf>, @CurrentActor() actor: Actor) {
    return this.shelf.fetch(actor, input);
  }

  @Operation(ops.listDeviceSigns)
  listDeviceSigns(@CurrentActor() actor: Actor) {
    return this.signs.list(actor);
  }
}
