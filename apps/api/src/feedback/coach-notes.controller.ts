import { Controller } from '@nestjs/common';
import { feedbackOperations } from '@firstbell/contracts/feedback';
import type { InputOf } from '@firstbell/contracts/operation';
import { CoachNotesService } from '@firstbell/feedback';
import type { Actor } from '@firstbell/platform';
import { CurrentActor, Input, Operation } from '../operation/operation.decorator.js';

type Ops = typeof feedbackOperations;

@Controller()
export class CoachNotesController {
  constructor(private readonly notes: CoachNotesService) {}

  @Operation(feedbackOperations.writeCoachNote)
  write(@Input() input: InputOf<Ops['writeCoachNote']>, @CurrentActor() actor: Actor) {
    return this.notes.write(actor, input);
  }

  @Operation(feedbackOperations.listCoachNotes)
  list(@CurrentActor() actor: Actor) {
    return this.notes.list(actor);
  }

  @Operation(feedbackOperations.readCoachNote)
  read(@Input() input: InputOf<Ops['readCoachNote']>, @CurrentActor() actor: Actor) {
    return this.notes.read(actor, input);
  }

  @Operation(feedbackOperations.answerCoachNote)
  answer(@Input() input: InputOf<Ops['answerCoachNote']>, @CurrentActor() actor: Actor) {
    return this.notes.answer(actor, input);
  }
}
