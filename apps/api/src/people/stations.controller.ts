import { Controller, Req, Res } from '@nestjs/common';
import type { InputOf } from '@firstbell/contracts/operation';
import { stationOperations as ops } from '@firstbell/contracts/people';
import { StationsService } from '@firstbell/people';
import type { Actor } from '@firstbell/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentActor, Input, Operation } from '../operation/operation.decorator.js';
import { setSession } from './session-reply.js';

@Controller()
export class StationsController {
  constructor(private readonly stations: StationsService) {}

  @Operation(ops.startPairing)
  startPairing(@Input() input: InputOf<typeof ops.startPairing>, @Req() request: FastifyRequest) {
    return this.stations.startPairing(input, { address: request.ip, browser: (request.headers['user-agent'] ?? '').slice(0, 300) });
  }

  @Operation(ops.pairingState)
  async pairingState(
    @Input() input: InputOf<typeof ops.pairingState>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { state, sessionSecret } = await this.stations.pairingState(input);
    if (sessionSecret !== undefined) setSession(request, reply, sessionSecret, 'station');
    return { state };
  }

  @Operation(ops.lookUpPairing)
  lookUpPairing(@Input() input: InputOf<typeof ops.lookUpPairing>, @CurrentActor() actor: Actor) {
    return this.stations.lookUp(actor, input);
  }

  @Operation(ops.pairStation)
  pairStation(@Input() input: InputOf<typeof ops.pairStation>, @CurrentActor() actor: Actor) {
    return this.stations.pair(actor, input);
  }

  @Operation(ops.listStations)
  listStations(@CurrentActor() actor: Actor) {
    return this.stations.list(actor);
  }

  @Operation(ops.unpairStation)
  unpairStation(@Input() input: InputOf<typeof ops.unpairStation>, @CurrentActor() actor: Actor) {
    return this.stations.unpair(actor, input);
  }
}
