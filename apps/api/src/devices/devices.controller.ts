import { Controller, Res } from '@nestjs/common';
import { deviceOperations as ops } from '@firstbell/contracts/devices';
import type { InputOf } from '@firstbell/contracts/operation';
import { RegistryService } from '@firstbell/devices';
import type { Actor } from '@firstbell/platform';
import type { FastifyReply } from 'fastify';
import { CurrentActor, Input, Operation } from '../operation/operation.decorator.js';

@Controller()
export class DevicesController {
  constructor(private readonly registry: RegistryService) {}

  @Operation(ops.listDevices)
  listDevices(@Input() input: InputOf<typeof ops.listDevices>, @CurrentActor() actor: Actor) {
    return this.registry.list(actor, input);
  }

  @Operation(ops.deviceChoices)
  deviceChoices(@CurrentActor() actor: Actor) {
    return this.registry.choices(actor);
  }

  @Operation(ops.devicesCsv)
  devicesCsv(
    @Input() input: InputOf<typeof ops.devicesCsv>,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    reply.header('content-disposition', 'attachment; filename="devices.csv"');
    return this.registry.csv(actor, input);
  }

  @Operation(ops.device)
  device(@Input() input: InputOf<typeof ops.device>, @CurrentActor() actor: Actor) {
    return this.registry.page(actor, input.deviceId);
  }

  @Operation(ops.addDevice)
  addDevice(@Input() input: InputOf<typeof ops.addDevice>, @CurrentActor() actor: Actor) {
    return this.registry.add(actor, input);
  }

  @Operation(ops.changeDevice)
  changeDevice(@Input() input: InputOf<typeof ops.changeDevice>, @CurrentActor() actor: Actor) {
    return this.registry.change(actor, input);
  }

  @Operation(ops.reportDevice)
  reportDevice(@Input() input: InputOf<typeof ops.reportDevice>, @CurrentActor() actor: Actor) {
    return this.registry.report(actor, input);
  }
}
