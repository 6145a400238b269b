import { Controller, Req, Res } from '@nestjs/common';
import { deviceOperations as ops } from '@firstbell/contracts/devices';
import type { InputOf } from '@firstbell/contracts/operation';
import { DeviceImportService } from '@firstbell/devices';
import type { Actor } from '@firstbell/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentActor, Input, Operation } from '../operation/operation.decorator.js';
import { sentFile } from '../operation/sent-file.js';

@Controller()
export class DeviceImportsController {
  constructor(private readonly imports: DeviceImportService) {}

  @Operation(ops.previewDeviceFile)
  previewDeviceFile(@Req() request: FastifyRequest) {
    return this.imports.preview(sentFile(request, 'devices'));
  }

  @Operation(ops.startDeviceImport)
  startDeviceImport(@Input() input: InputOf<typeof ops.startDeviceImport>, @CurrentActor() actor: Actor, @Req() request: FastifyRequest) {
    return this.imports.start(actor, input, sentFile(request, 'devices'));
  }

  @Operation(ops.listDeviceImports)
  listDeviceImports(@CurrentActor() actor: Actor) {
    return this.imports.list(actor);
  }

  @Operation(ops.deviceImport)
  deviceImport(@Input() input: InputOf<typeof ops.deviceImport>, @CurrentActor() actor: Actor) {
    return this.imports.view(actor, input.importId);
  }

  @Operation(ops.listDeviceDiff)
  listDeviceDiff(@Input() input: InputOf<typeof ops.listDeviceDiff>, @CurrentActor() actor: Actor) {
    return this.imports.diff(actor, input);
  }

  @Operation(ops.listDeviceImportProblems)
  listDeviceImportProblems(@Input() input: InputOf<typeof ops.listDeviceImportProblems>, @CurrentActor() actor: Actor) {
    return this.imports.problems(actor, input);
  }

  @Operation(ops.deviceImportProblemsCsv)
  deviceImportProblemsCsv(
    @Input() input: InputOf<typeof ops.deviceImportProblemsCsv>,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    reply.header('content-disposition', 'attachment; filename="device-problems.csv"');
    return this.imports.problemsCsv(actor, input.importId);
  }

  @Operation(ops.applyDeviceImport)
  applyDeviceImport(@Input() input: InputOf<typeof ops.applyDeviceImport>, @CurrentActor() actor: Actor) {
    return this.imports.approve(actor, input.importId);
  }

  @Operation(ops.undoDeviceImport)
  undoDeviceImport(@Input() input: InputOf<typeof ops.undoDeviceImport>, @CurrentActor() actor: Actor) {
    return this.imports.undo(actor, input.importId);
  }
}
