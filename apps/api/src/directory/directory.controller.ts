import { Controller, Res } from '@nestjs/common';
import { directoryOperations as ops } from '@firstbell/contracts/directory';
import type { InputOf } from '@firstbell/contracts/operation';
import { AccountsService, DirectorySettingsService, NewPasswordsService, SlipsService } from '@firstbell/directory';
import type { Actor } from '@firstbell/platform';
import type { FastifyReply } from 'fastify';
import { CurrentActor, Input, Operation } from '../operation/operation.decorator.js';

@Controller()
export class DirectoryController {
  constructor(
    private readonly settings: DirectorySettingsService,
    private readonly accounts: AccountsService,
    private readonly slips: SlipsService,
    private readonly newPasswords: NewPasswordsService,
  ) {}

  @Operation(ops.directorySettings)
  directorySettings(@CurrentActor() actor: Actor) {
    return this.settings.view(actor);
  }

  @Operation(ops.saveDirectory)
  saveDirectory(@Input() input: InputOf<typeof ops.saveDirectory>, @CurrentActor() actor: Actor) {
    return this.settings.save(actor, input);
  }

  @Operation(ops.testDirectory)
  testDirectory(@CurrentActor() actor: Actor) {
    return this.settings.test(actor);
  }

  @Operation(ops.pauseDirectory)
  pauseDirectory(@CurrentActor() actor: Actor) {
    return this.settings.pause(actor);
  }

  @Operation(ops.resumeDirectory)
  resumeDirectory(@CurrentActor() actor: Actor) {
    return this.settings.resume(actor);
  }

  @Operation(ops.previewAccounts)
  previewAccounts(@CurrentActor() actor: Actor) {
    return this.settings.previewAccounts(actor);
  }

  @Operation(ops.previewUsernames)
  previewUsernames(@Input() input: InputOf<typeof ops.previewUsernames>, @CurrentActor() actor: Actor) {
    return this.settings.previewUsernames(actor, input);
  }

  @Operation(ops.wantAccounts)
  wantAccounts(@Input() input: InputOf<typeof ops.wantAccounts>, @CurrentActor() actor: Actor) {
    return this.accounts.want(actor, input);
  }

  @Operation(ops.listAccounts)
  listAccounts(@Input() input: InputOf<typeof ops.listAccounts>, @CurrentActor() actor: Actor) {
    return this.accounts.list(actor, input);
  }

  @Operation(ops.accountsCsv)
  accountsCsv(
    @Input() input: InputOf<typeof ops.accountsCsv>,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    reply.header('content-disposition', 'attachment; filename="accounts.csv"');
    return this.accounts.csv(actor, input);
  }

  @Operation(ops.retryAccounts)
  retryAccounts(@Input() input: InputOf<typeof ops.retryAccounts>, @CurrentActor() actor: Actor) {
    return this.accounts.retry(actor, input);
  }

  @Operation(ops.renewPassword)
  renewPassword(@Input() input: InputOf<typeof ops.renewPassword>, @CurrentActor() actor: Actor) {
    return this.newPasswords.renew(actor, input);
  }

  @Operation(ops.printSlip)
  printSlip(@Input() input: InputOf<typeof ops.printSlip>, @CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply) {
    reply.header('cache-control', 'no-store');
    return this.slips.print(actor, input);
  }
}
