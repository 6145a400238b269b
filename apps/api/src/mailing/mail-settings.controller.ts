import { Controller } from '@nestjs/common';
import { mailingOperations as ops } from '@firstbell/contracts/mailing';
import type { InputOf } from '@firstbell/contracts/operation';
import { MailSenderService, MailTemplatesService } from '@firstbell/mailing';
import type { Actor } from '@firstbell/platform';
import { CurrentActor, Input, Operation } from '../operation/operation.decorator.js';

@Controller()
export class MailSettingsController {
  constructor(
    private readonly senders: MailSenderService,
    private readonly templates: MailTemplatesService,
  ) {}

  @Operation(ops.mailSender)
  mailSender(@CurrentActor() actor: Actor) {
    return this.senders.view(actor);
  }

  @Operation(ops.saveMailSender)
  saveMailSender(@Input() input: InputOf<typeof ops.saveMailSender>, @CurrentActor() actor: Actor) {
    return this.senders.save(actor, input);
  }

  @Operation(ops.testMailSender)
  testMailSender(@Input() input: InputOf<typeof ops.testMailSender>, @CurrentActor() actor: Actor) {
    return this.senders.test(actor, input);
  }

  @Operation(ops.resumeMailSender)
  resumeMailSender(@CurrentActor() actor: Actor) {
    return this.senders.resume(actor);
  }

  @Operation(ops.listMailTemplates)
  listMailTemplates(@CurrentActor() actor: Actor) {
    return this.templates.list(actor);
  }

  @Operation(ops.saveMailTemplate)
  saveMailTemplate(@Input() input: InputOf<typeof ops.saveMailTemplate>, @CurrentActor() actor: Actor) {
    return this.templates.save(actor, input);
  }

  @Operation(ops.deleteMailTemplate)
  deleteMailTemplate(@Input() input: InputOf<typeof ops.deleteMailTemplate>, @CurrentActor() actor: Actor) {
    return this.templates.remove(actor, input.templateId);
  }

  @Operation(ops.previewMail)
  previewMail(@Input() input: InputOf<typeof ops.previewMail>, @CurrentActor() actor: Actor) {
    return this.templates.preview(actor, input);
  }
}
