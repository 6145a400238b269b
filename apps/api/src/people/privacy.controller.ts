import { Controller } from '@nestjs/common';
import type { InputOf } from '@firstbell/contracts/operation';
import { privacyOperations as ops } from '@firstbell/contracts/privacy';
import { PrivacyService } from '@firstbell/people';
import type { Actor } from '@firstbell/platform';
import { CurrentActor, Input, Operation } from '../operation/operation.decorator.js';

@Controller()
export class PrivacyController {
  constructor(private readonly privacy: PrivacyService) {}

  @Operation(ops.exportPerson)
  exportPerson(@Input() { personId }: InputOf<typeof ops.exportPerson>, @CurrentActor() actor: Actor) {
    return this.privacy.export(actor, personId);
  }

  @Operation(ops.erasePerson)
  erasePerson(@Input() { personId }: InputOf<typeof ops.erasePerson>, @CurrentActor() actor: Actor) {
    return this.privacy.erase(actor, personId);
  }
}
