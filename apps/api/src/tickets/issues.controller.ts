import { Controller } from '@nestjs/common';
import { issueOperations as ops } from '@firstbell/contracts/issues';
import type { InputOf } from '@firstbell/contracts/operation';
import type { Actor } from '@firstbell/platform';
import { IssuesService } from '@firstbell/tickets';
import { CurrentActor, Input, Operation } from '../operation/operation.decorator.js';

@Controller()
export class IssuesController {
  constructor(private readonly issues: IssuesService) {}

  @Operation(ops.listIssues)
  listIssues(@CurrentActor() actor: Actor) {
    return this.issues.list(actor);
  }

  @Operation(ops.createIssue)
  createIssue(@Input() input: InputOf<typeof ops.createIssue>, @CurrentActor() actor: Actor) {
    return this.issues.create(actor, input);
  }

  @Operation(ops.updateIssue)
  updateIssue(@Input() input: InputOf<typeof ops.updateIssue>, @CurrentActor() actor: Actor) {
    return this.issues.update(actor, input);
  }

  @Operation(ops.recordSelfHelp)
  recordSelfHelp(@Input() input: InputOf<typeof ops.recordSelfHelp>, @CurrentActor() actor: Actor) {
    return this.issues.recordSelfHelp(actor, input);
  }
}
