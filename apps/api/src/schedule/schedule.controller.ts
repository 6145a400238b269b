import { Controller } from '@nestjs/common';
import type { InputOf } from '@firstbell/contracts/operation';
import { scheduleOperations as ops } from '@firstbell/contracts/schedule';
import type { Actor } from '@firstbell/platform';
import { BellScheduleService } from '@firstbell/schedule';
import { CurrentActor, Input, Operation } from '../operation/operation.decorator.js';

@Controller()
export class ScheduleController {
  constructor(private readonly schedule: BellScheduleService) {}

  @Operation(ops.bellSchedule)
  bellSchedule(@CurrentActor() actor: Actor) {
    return this.schedule.view(actor);
  }

  @Operation(ops.saveBellSchedule)
  saveBellSchedule(@Input() input: InputOf<typeof ops.saveBellSchedule>, @CurrentActor() actor: Actor) {
    return this.schedule.save(actor, input);
  }

  @Operation(ops.setSpecialDay)
  setSpecialDay(@Input() input: InputOf<typeof ops.setSpecialDay>, @CurrentActor() actor: Actor) {
    return this.schedule.setSpecialDay(actor, input);
  }

  @Operation(ops.clearSpecialDay)
  clearSpecialDay(@Input() input: InputOf<typeof ops.clearSpecialDay>, @CurrentActor() actor: Actor) {
    return this.schedule.clearSpecialDay(actor, input);
  }
}
