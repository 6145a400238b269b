import MailComposer from 'nodemailer/lib/mail-composer';
import { oneLine } from '../templates/template.rules.js';

export interface MailToCompose {
  readonly messageId: string;
  readonly from: { readonly name: string; readonly address: string };
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly body: string;
  readonly language: string;
}

/**
 * The message as it goes over the wire: plain text only, so that nothing a name or a field holds is ever read as markup.
 * `Auto-Submitted` (RFC 3834) keeps answering machines quiet.
 */
export async function composeMail(mail: MailToCompose): Promise<Buffer> {
  const composer = new MailComposer({
    messageId: mail.messageId,
    from: { name: oneLine(mail.from.name), address: mail.from.address },
    to: { name: oneLine(mail.to.name), address: mail.to.address },
    subject: oneLine(mail.subject),
    text: mail.body,
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': mail.language },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}
