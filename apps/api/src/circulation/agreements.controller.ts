import { Controller, Req } from '@nestjs/common';
import { circulationOperations as ops } from '@firstbell/contracts/circulation';
import type { InputOf } from '@firstbell/contracts/operation';
import { AgreementsService } from '@firstbell/devices';
import type { Actor } from '@firstbell/platform';
import type { FastifyRequest } from 'fastify';
import { CurrentActor, Input, Operation } from '../operation/operation.decorator.js';
import { sentFile } from '../operation/sent-file.js';

@Controller()
export class AgreementsController {
  constructor(private readonly agreements: AgreementsService) {}

  @Operation(ops.importAgreements)
  importAgreements(@Input() input: InputOf<typeof ops.importAgreements>, @CurrentActor() actor: Actor, @Req() request: FastifyRequest) {
    return this.agreements.import(actor, input, sentFile(request, 'agreements'));
  }
}
