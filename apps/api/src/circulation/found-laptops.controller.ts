import { Controller } from '@nestjs/common';
import { foundLaptopOperations as ops } from '@firstbell/contracts/found-laptops';
import type { InputOf } from '@firstbell/contracts/operation';
import { FoundLaptopsService } from '@firstbell/devices';
import type { Actor } from '@firstbell/platform';
import { CurrentActor, Input, Operation } from '../operation/operation.decorator.js';

@Controller()
export class FoundLaptopsController {
  constructor(private readonly found: FoundLaptopsService) {}

  @Operation(ops.reportFoundLaptop)
  reportFoundLaptop(@Input() input: InputOf<typeof ops.reportFoundLaptop>, @CurrentActor() actor: Actor) {
    return this.found.report(actor, input);
  }

  @Operation(ops.takeInFoundLaptop)
  takeInFoundLaptop(@Input() input: InputOf<typeof ops.takeInFoundLaptop>, @CurrentActor() actor: Actor) {
    return this.found.takeIn(actor, input);
  }

  @Operation(ops.endFoundLaptop)
  endFoundLaptop(@Input() input: InputOf<typeof ops.endFoundLaptop>, @CurrentActor() actor: Actor) {
    return this.found.end(actor, input);
  }
}
