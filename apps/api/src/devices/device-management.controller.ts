import { Controller } from '@nestjs/common';
import { deviceManagementOperations as ops } from '@firstbell/contracts/device-management';
import type { InputOf } from '@firstbell/contracts/operation';
import { DeviceManagementService } from '@firstbell/devices';
import type { Actor } from '@firstbell/platform';
import { CurrentActor, Input, Operation } from '../operation/operation.decorator.js';

@Controller()
export class DeviceManagementController {
  constructor(private readonly management: DeviceManagementService) {}

  @Operation(ops.deviceManagement)
  deviceManagement(@CurrentActor() actor: Actor) {
    return this.management.view(actor);
  }

  @Operation(ops.saveDeviceManagement)
  saveDeviceManagement(@Input() input: InputOf<typeof ops.saveDeviceManagement>, @CurrentActor() actor: Actor) {
    return this.management.save(actor, input);
  }

  @Operation(ops.testDeviceManagement)
  testDeviceManagement(@CurrentActor() actor: Actor) {
    return this.management.test(actor);
  }

  @Operation(ops.tellOfDevicesOut)
  tellOfDevicesOut(@CurrentActor() actor: Actor) {
    return this.management.tellOfDevicesOut(actor);
  }

  @Operation(ops.pauseDeviceManagement)
  pauseDeviceManagement(@CurrentActor() actor: Actor) {
    return this.management.pause(actor);
  }

  @Operation(ops.resumeDeviceManagement)
  resumeDeviceManagement(@CurrentActor() actor: Actor) {
    return this.management.resume(actor);
  }

  @Operation(ops.removeDeviceManagement)
  removeDeviceManagement(@Input() input: InputOf<typeof ops.removeDeviceManagement>, @CurrentActor() actor: Actor) {
    return this.management.remove(actor, input);
  }
}
