import { Controller } from '@nestjs/common';
import { feedbackOperations } from '@firstbell/contracts/feedback';
import type { InputOf } from '@firstbell/contracts/operation';
import { trendOperations } from '@firstbell/contracts/trends';
import { FiguresService, MyWorkService, TrendsService } from '@firstbell/feedback';
import type { Actor } from '@firstbell/platform';
import { CurrentActor, Input, Operation } from '../operation/operation.decorator.js';

type Ops = typeof feedbackOperations & typeof trendOperations;

@Controller()
export class FiguresController {
  constructor(
    private readonly figures: FiguresService,
    private readonly work: MyWorkService,
    private readonly trendsOfDesk: TrendsService,
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

  @Operation(trendOperations.trends)
  trends(@Input() input: InputOf<Ops['trends']>, @CurrentActor() actor: Actor) {
    return this.trendsOfDesk.of(actor, input);
  }

  @Operation(trendOperations.trendsCsv)
  trendsAsCsv(@Input() input: InputOf<Ops['trendsCsv']>, @CurrentActor() actor: Actor) {
    return this.trendsOfDesk.asCsv(actor, input);
  }
}
