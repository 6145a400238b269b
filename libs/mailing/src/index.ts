export { MailingModule } from './mailing.module.js';
export { Mailings } from './mailings/mailings.js';
