import type { ConnectionTest } from '@firstbell/contracts/values';
import { useTranslation } from 'react-i18next';
import { useSchoolTime } from '../../console/use-school-time.js';
import { When } from '../../console/when.js';

/** What to do about a reason the server names by its code, in the reader's language; its own words where we have none. */
export type Cure = (code: string, otherwise: string) => string;

interface Paused {
  readonly pausedUntil: string | null;
  readonly pauseCode: string | null;
  readonly pauseReason: string | null;
}

/** Whether work with something of others' (a directory, a provider) goes on, and else why not and what to do. */
export function PauseNotice({
  settings: { pausedUntil, pauseCode, pauseReason },
  cure,
}: {
  readonly settings: Paused;
  readonly cure: Cure;
}) {
  const { t } = useTranslation('settings');
  const { exact } = useSchoolTime();
  if (pausedUntil === null) return <p className="settings-plain">{t('connection.running')}</p>;
  if (pauseCode?.endsWith('.paused_by_person') === true) {
    return <p className="settings-banner settings-banner--decide">{t('connection.pausedByPerson')}</p>;
  }
  return (
    <div className="settings-banner settings-banner--decide settings-banner--stacked" role="status">
      <p className="settings-plain">
        <strong>{t('connection.paused', { time: exact(pausedUntil) })}</strong>
      </p>
      <p className="settings-plain">{cure(pauseCode ?? '', pauseReason ?? '')}</p>
      {pauseReason === null ? null : (
        <p className="settings-faint">
          {t('connection.said')} <code className="settings-code">{pauseReason}</code>
        </p>
      )}
    </div>
  );
}

/** What the last test found out. */
export function TestNotice({ test, ok, cure }: { readonly test: ConnectionTest | null; readonly ok: string; readonly cure: Cure }) {
  const { t } = useTranslation('settings');
  if (test === null) return null;
  return (
    <div className={test.ok ? 'settings-banner settings-banner--stacked' : 'settings-banner settings-banner--refused'} role="status">
      <p className="settings-plain">
        <strong>{test.ok ? ok : cure(test.code, test.detail)}</strong>
      </p>
      <p className="settings-faint">
        {t('connection.tested')} <When at={test.at} />
      </p>
      {test.ok ? null : (
        <p className="settings-faint">
          {t('connection.said')} <code className="settings-code">{test.detail}</code>
        </p>
      )}
    </div>
  );
}
