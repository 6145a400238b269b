import { Controller } from '@nestjs/common';
import { feedbackOperations } from '@firstbell/contracts/feedback';
import type { InputOf } from '@firstbell/contracts/operation';
import { FeedbackService } from '@firstbell/feedback';
import type { Actor } from '@firstbell/platform';
import { CurrentActor, Input, Operation } from '../operation/operation.decorator.js';

type Ops = typeof feedbackOperations;

@Controller()
export class FeedbackController {
  constructor(private readonly feedback: FeedbackService) {}

  @Operation(feedbackOperations.feedbackForm)
  form(@Input() input: InputOf<Ops['feedbackForm']>) {
    return this.feedback.form(input);
  }

  @Operation(feedbackOperations.giveFeedbackByLink)
  giveByLink(@Input() input: InputOf<Ops['giveFeedbackByLink']>) {
    return this.feedback.giveByLink(input);
  }

  @Operation(feedbackOperations.giveFeedback)
  give(@Input() input: InputOf<Ops['giveFeedback']>, @CurrentActor() actor: Actor) {
    return this.feedback.give(actor, input);
  }
}
