import type { DeviceImport } from '@firstbell/contracts/devices';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** Reasons for which a file is refused and that this page explains in its own words, without their `devices.`. */
const refusals = [
  'not_utf8',
  'wrong_delimiter',
  'header_duplicated',
  'header_misspelt',
  'header_missing',
  'no_rows',
  'too_many_rows',
  'outdated',
] as const;

/** Nothing of the file was kept: why, what to do, and what exactly was found. */
export function ImportRefused({ one }: { readonly one: DeviceImport }) {
  const { t } = useTranslation('devices');
  const word = refusals.find((known) => one.refusal?.code === `devices.${known}`);
  return (
    <section className="devices-banner devices-banner--refused" role="alert">
      <p className="devices-plain">
        <strong>
          {word === undefined ? t(one.state === 'failed' ? 'import.failed' : 'import.refused') : t(`import.refusals.${word}`)}
        </strong>
      </p>
      {one.refusal === null ? null : (
        <p className="devices-plain" lang="en">
          {one.refusal.detail} <code>{one.refusal.code}</code>
        </p>
      )}
      <p className="devices-plain">
        {one.state === 'refused' ? t('import.refusedUnchanged') : null}{' '}
        <Link to="/devices/import" className="fb-link">
          {t('import.another')}
        </Link>
      </p>
    </section>
  );
}
