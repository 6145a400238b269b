import type { RosterImport } from '@firstbell/contracts/roster';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isRefusalWord, refusalWordOf } from './refusal-words.rules.js';

/** Nothing of the file was kept: why, what to do, and what exactly was found. */
export function ImportRefused({ one }: { readonly one: RosterImport }) {
  const { t } = useTranslation('settings');
  const word = refusalWordOf(one.refusal?.code ?? '');
  return (
    <section className="settings-banner settings-banner--refused" role="alert">
      <p className="settings-plain">
        <strong>
          {isRefusalWord(word) ? t(`roster.refusals.${word}.what`) : t(one.state === 'failed' ? 'roster.failed' : 'roster.refused')}
        </strong>
      </p>
      {isRefusalWord(word) ? <p className="settings-plain">{t(`roster.refusals.${word}.cure`)}</p> : null}
      {one.refusal === null ? null : (
        <p className="settings-faint" lang="en">
          {one.refusal.detail} <code>{one.refusal.code}</code>
        </p>
      )}
      <p className="settings-plain">
        {t('roster.refusedUnchanged')}{' '}
        <Link to="/settings/roster" className="fb-link">
          {t('roster.another')}
        </Link>
      </p>
    </section>
  );
}
