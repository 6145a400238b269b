import { Controller } from '@nestjs/common';
import { feedbackOperations } from '@firstbell/contracts/feedback';
import type { InputOf } from '@firstbell/contracts/operation';
import { ReviewsService } from '@firstbell/feedback';
import type { Actor } from '@firstbell/platform';
import { CurrentActor, Input, Operation } from '../operation/operation.decorator.js';

type Ops = typeof feedbackOperations;

@Controller()
export class ReviewsController {
  constructor(private readonly reviews: ReviewsService) {}

  @Operation(feedbackOperations.listReviews)
  list(@Input() input: InputOf<Ops['listReviews']>, @CurrentActor() actor: Actor) {
    return this.reviews.list(actor, input);
  }

  @Operation(feedbackOperations.takeEscalation)
  take(@Input() input: InputOf<Ops['takeEscalation']>, @CurrentActor() actor: Actor) {
    return this.reviews.take(actor, input);
  }

  @Operation(feedbackOperations.returnEscalation)
  giveBack(@Input() input: InputOf<Ops['returnEscalation']>, @CurrentActor() actor: Actor) {
    return this.reviews.giveBack(actor, input);
  }

  @Operation(feedbackOperations.settleReview)
  settle(@Input() input: InputOf<Ops['settleReview']>, @CurrentActor() actor: Actor) {
    return this.reviews.settle(actor, input);
  }
}
