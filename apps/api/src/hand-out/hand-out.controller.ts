import { Controller } from '@nestjs/common';
import { handOutOperations as ops } from '@firstbell/contracts/hand-out';
import type { InputOf } from '@firstbell/contracts/operation';
import type { Actor } from '@firstbell/platform';
import { HandOutService } from '@firstbell/rollouts';
import { CurrentActor, Input, Operation } from '../operation/operation.decorator.js';

@Controller()
export class HandOutController {
  constructor(private readonly handOuts: HandOutService) {}

  @Operation(ops.identifyForHandOut)
  identifyForHandOut(@Input() input: InputOf<typeof ops.identifyForHandOut>, @CurrentActor() actor: Actor) {
    return this.handOuts.identify(actor, input);
  }

  @Operation(ops.markStep)
  markStep(@Input() input: InputOf<typeof ops.markStep>, @CurrentActor() actor: Actor) {
    return this.handOuts.mark(actor, input);
  }

  @Operation(ops.handOutCohort)
  handOutCohort(@Input() input: InputOf<typeof ops.handOutCohort>, @CurrentActor() actor: Actor) {
    return this.handOuts.cohort(actor, input);
  }

  @Operation(ops.listVideoQuestions)
  listVideoQuestions(@Input() input: InputOf<typeof ops.listVideoQuestions>, @CurrentActor() actor: Actor) {
    return this.handOuts.questions(actor, input);
  }
}
