import { type MailPresetName, mailPresets, type MailSender } from '@firstbell/contracts/mailing';

/** The form: what the sender is, and secrets that are only ever sent. */
export type SenderValues = Omit<MailSender, 'hasSecret' | 'test' | 'version'> & {
  readonly password: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
};

const noSecrets = { password: '', clientSecret: '', refreshToken: '' };

export function senderValues(saved: MailSender | null): SenderValues {
  if (saved === null) return { preset: 'own', user: '', clientId: '', fromAddress: '', fromName: '', ...noSecrets, ...mailPresets.own };
  const { hasSecret: _, test: __, version: ___, ...values } = saved;
  return { ...values, ...noSecrets };
}

/** What the provider documents replaces what stood there; user, addresses and secrets stay. */
export const withPreset = (values: SenderValues, preset: MailPresetName): SenderValues => ({ ...values, ...mailPresets[preset], preset });

/** How long 4,200 mails take at these limits, in hours under two days, else in days. */
export function timeFor(mails: number, perMinute: number, perDay: number): { readonly unit: 'hours' | 'days'; readonly count: number } {
  const hours = mails / perMinute / 60;
  if (mails <= perDay) return { unit: 'hours', count: Math.max(1, Math.ceil(hours)) };
  return { unit: 'days', count: Math.ceil(mails / perDay) };
}
