import { Controller } from '@nestjs/common';
import { feedbackOperations } from '@firstbell/contracts/feedback';
import type { InputOf } from '@firstbell/contracts/operation';
import { FiguresService, MyWorkService } from '@firstbell/feedback';
import type { Actor } from '@firstbell/platform';
import { CurrentActor, Input, Operation } from '../operation/operation.decorator.js';

type Ops = typeof feedbackOperations;

@Controller()
export class FiguresController {
  constructor(
    private readonly figures: FiguresService,
    private readonly work: MyWorkService,
  ) {}

  @Operation(feedbackOperations.myWork)
  myWork(@CurrentActor() actor: Actor) {
    return this.work.of(actor);
  }

  @Operation(feedbackOperations.todaysFigures)
  today(@Input() input: InputOf<Ops['todaysFigures']>, @CurrentActor() actor: Actor) {
    return this.figures.today(actor, input);
  }

  @Operation(feedbackOperations.todaysFiguresCsv)
  todayAsCsv(@Input() input: InputOf<Ops['todaysFiguresCsv']>, @CurrentActor() actor: Actor) {
    return this.figures.todayAsCsv(actor, input);
  }
}
