import { Module } from '@nestjs/common';
import { DirectoryModule } from '@firstbell/directory';
import { AudienceStore } from './mailings/audience.store.js';
import { ItemsService } from './mailings/items.service.js';
import { ItemsStore } from './mailings/items.store.js';
import { MailingViews } from './mailings/mailing-views.js';
import { Mailings } from './mailings/mailings.js';
import { MailingsService } from './mailings/mailings.service.js';
import { MailingsStore } from './mailings/mailings.store.js';
import { CredentialMails } from './send/credential-mails.js';
import { CredentialMailsStore } from './send/credential-mails.store.js';
import { MailSending } from './send/mail-sending.js';
import { SendStore } from './send/send.store.js';
import { SenderService } from './sender/sender.service.js';
import { SenderStore } from './sender/sender.store.js';
import { AccessTokens } from './smtp/access-tokens.js';
import { SMTP_PATIENCE, smtpPatience } from './smtp/smtp-link.js';
import { PreviewStore } from './templates/preview.store.js';
import { TemplatesService } from './templates/templates.service.js';
import { TemplatesStore } from './templates/templates.store.js';

const forOthers = [Mailings, MailingsService, ItemsService, MailingViews, MailSending, CredentialMails, SenderService, TemplatesService];

@Module({
  imports: [DirectoryModule],
  providers: [
    ...forOthers,
    AudienceStore,
    ItemsStore,
    MailingsStore,
    CredentialMailsStore,
    SendStore,
    SenderStore,
    AccessTokens,
    PreviewStore,
    TemplatesStore,
    { provide: SMTP_PATIENCE, useValue: smtpPatience },
  ],
  exports: forOthers,
})
export class MailingModule {}
