import { Controller } from '@nestjs/common';
import type { InputOf } from '@firstbell/contracts/operation';
import { sessionOperations as ops } from '@firstbell/contracts/sessions';
import { OpenSessionsService } from '@firstbell/people';
import type { Actor } from '@firstbell/platform';
import { CurrentActor, Input, Operation } from '../operation/operation.decorator.js';

@Controller()
export class SessionsController {
  constructor(private readonly open: OpenSessionsService) {}

  @Operation(ops.listSessions)
  listSessions(@CurrentActor() actor: Actor) {
    return this.open.list(actor);
  }

  @Operation(ops.endSession)
  endSession(@Input() input: InputOf<typeof ops.endSession>, @CurrentActor() actor: Actor) {
    return this.open.end(actor, input);
  }

  @Operation(ops.endOtherSessions)
  endOtherSessions(@Input() input: InputOf<typeof ops.endOtherSessions>, @CurrentActor() actor: Actor) {
    return this.open.endOthers(actor, input);
  }
}
