export { MailingModule } from './mailing.module.js';
export { ItemsService as MailItemsService } from './mailings/items.service.js';
export { MailingViews } from './mailings/mailing-views.js';
export { Mailings } from './mailings/mailings.js';
export { MailingsService } from './mailings/mailings.service.js';
export { CredentialMails } from './send/credential-mails.js';
export { MailSending } from './send/mail-sending.js';
export { SenderService as MailSenderService } from './sender/sender.service.js';
export { TemplatesService as MailTemplatesService } from './templates/templates.service.js';
