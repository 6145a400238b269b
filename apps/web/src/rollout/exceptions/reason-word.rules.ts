import type en from '../../locales/en/rollout.json';

export type ReasonWord = keyof (typeof en)['exceptions']['reasons'];

const known: ReadonlySet<string> = new Set<ReasonWord>([
  'account_conflict',
  'account_needs_person',
  'account_no_username',
  'account_name_twice',
  'account_gone',
  'account_interrupted',
  'mail_no_address',
  'mail_bad_address',
  'mail_recipient_refused',
  'mail_content_refused',
  'mail_kept_waiting',
  'mail_field_missing',
  'mail_credential_gone',
  'mail_person_removed',
  'mail_unknown',
  'check_out_not_told',
  'check_out_device_unknown',
  'check_out_device_twice',
  'check_out_no_serial',
  'check_out_user_unknown',
  'check_out_no_account',
  'check_out_gave_up',
  'check_out_refused',
  'roster_not_found',
  'device_none',
]);
const isKnown = (word: string): word is ReasonWord => known.has(word);

/** The words for a reason's code; a code of a newer release, or of a directory's own, falls back to its kind. */
export function reasonWord(kind: string, reason: string): ReasonWord {
  const word = reason.replaceAll('.', '_');
  if (isKnown(word)) return word;
  if (kind === 'account') return /conflict|not_ours|taken/.test(word) ? 'account_conflict' : 'account_other';
  if (kind === 'check_out') return 'check_out_not_told';
  return kind === 'mail' ? 'mail_other' : 'other';
}
