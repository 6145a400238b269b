import type { MailSenderConfig } from '@firstbell/contracts/mailing';
import { FirstbellError, type Sealing } from '@firstbell/platform';
import * as z from 'zod';
import { secretUnreadable } from '../smtp/outcome.rules.js';
import { SmtpFailed } from '../smtp/smtp-failure.js';
import type { SenderSecret, SmtpAccess } from '../smtp/smtp-link.js';

/** What the sender's secret is sealed for. */
export const secretSubject = (schoolId: string): string => `${schoolId}/mail_sender`;

const secret = z.object({ password: z.string().optional(), clientSecret: z.string().optional(), refreshToken: z.string().optional() });

export const secretOf = (opened: string): SenderSecret => secret.parse(JSON.parse(opened));

/** Everything needed to sign in. @throws SmtpFailed when the installation's key is another than when it was sealed */
export function accessOf(
  sealing: Sealing,
  schoolId: string,
  sender: { readonly config: MailSenderConfig; readonly secret_sealed: Buffer | null; readonly version: number },
): SmtpAccess {
  return { key: `${schoolId}/${String(sender.version)}`, config: sender.config, secret: opened(sealing, schoolId, sender.secret_sealed) };
}

function opened(sealing: Sealing, schoolId: string, sealed: Buffer | null): SenderSecret {
  if (sealed === null) return {};
  try {
    return secretOf(sealing.open(sealed, secretSubject(schoolId)));
  } catch (error) {
    if (!(error instanceof FirstbellError)) throw error;
    throw new SmtpFailed({ phase: 'sign_in', code: secretUnreadable, reply: null, enhanced: null, text: error.detail });
  }
}
