import { Controller } from '@nestjs/common';
import type { InputOf } from '@firstbell/contracts/operation';
import { secondFactorOperations as ops } from '@firstbell/contracts/second-factor';
import { SecondFactorService } from '@firstbell/people';
import type { Actor } from '@firstbell/platform';
import { CurrentActor, Input, Operation } from '../operation/operation.decorator.js';

@Controller()
export class SecondFactorController {
  constructor(private readonly secondFactors: SecondFactorService) {}

  @Operation(ops.secondFactor)
  secondFactor(@CurrentActor() actor: Actor) {
    return this.secondFactors.state(actor);
  }

  @Operation(ops.startSecondFactor)
  start(@Input() input: InputOf<typeof ops.startSecondFactor>, @CurrentActor() actor: Actor) {
    return this.secondFactors.start(actor, input);
  }

  @Operation(ops.confirmSecondFactor)
  confirm(@Input() input: InputOf<typeof ops.confirmSecondFactor>, @CurrentActor() actor: Actor) {
    return this.secondFactors.confirm(actor, input);
  }

  @Operation(ops.turnOffSecondFactor)
  turnOff(@Input() input: InputOf<typeof ops.turnOffSecondFactor>, @CurrentActor() actor: Actor) {
    return this.secondFactors.turnOff(actor, input);
  }

  @Operation(ops.renewRecoveryCodes)
  renewRecoveryCodes(@Input() input: InputOf<typeof ops.renewRecoveryCodes>, @CurrentActor() actor: Actor) {
    return this.secondFactors.renewRecoveryCodes(actor, input);
  }

  @Operation(ops.secondFactorDemand)
  demand(@CurrentActor() actor: Actor) {
    return this.secondFactors.demand(actor);
  }

  @Operation(ops.demandSecondFactor)
  setDemand(@Input() input: InputOf<typeof ops.demandSecondFactor>, @CurrentActor() actor: Actor) {
    return this.secondFactors.setDemand(actor, input);
  }

  @Operation(ops.resetSecondFactor)
  reset(@Input() input: InputOf<typeof ops.resetSecondFactor>, @CurrentActor() actor: Actor) {
    return this.secondFactors.reset(actor, input);
  }
}
