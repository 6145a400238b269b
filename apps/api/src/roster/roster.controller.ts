import { Controller, Req, Res } from '@nestjs/common';
import type { InputOf } from '@firstbell/contracts/operation';
import { rosterOperations as ops } from '@firstbell/contracts/roster';
import { RosterImportService } from '@firstbell/people';
import type { Actor } from '@firstbell/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentActor, Input, Operation } from '../operation/operation.decorator.js';
import { sentFile } from '../operation/sent-file.js';

@Controller()
export class RosterController {
  constructor(private readonly rosters: RosterImportService) {}

  @Operation(ops.startRosterImport)
  startRosterImport(@Input() input: InputOf<typeof ops.startRosterImport>, @CurrentActor() actor: Actor, @Req() request: FastifyRequest) {
    return this.rosters.start(actor, input, sentFile(request, 'roster'));
  }

  @Operation(ops.listRosterImports)
  listRosterImports(@CurrentActor() actor: Actor) {
    return this.rosters.list(actor);
  }

  @Operation(ops.rosterImport)
  rosterImport(@Input() input: InputOf<typeof ops.rosterImport>, @CurrentActor() actor: Actor) {
    return this.rosters.view(actor, input.importId);
  }

  @Operation(ops.listRosterDiff)
  listRosterDiff(@Input() input: InputOf<typeof ops.listRosterDiff>, @CurrentActor() actor: Actor) {
    return this.rosters.diff(actor, input);
  }

  @Operation(ops.listRosterErrors)
  listRosterErrors(@Input() input: InputOf<typeof ops.listRosterErrors>, @CurrentActor() actor: Actor) {
    return this.rosters.errors(actor, input);
  }

  @Operation(ops.rosterErrorsCsv)
  rosterErrorsCsv(
    @Input() input: InputOf<typeof ops.rosterErrorsCsv>,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    reply.header('content-disposition', 'attachment; filename="roster-problems.csv"');
    return this.rosters.errorsCsv(actor, input.importId);
  }

  @Operation(ops.applyRosterImport)
  applyRosterImport(@Input() input: InputOf<typeof ops.applyRosterImport>, @CurrentActor() actor: Actor) {
    return this.rosters.approve(actor, input.importId);
  }
}
