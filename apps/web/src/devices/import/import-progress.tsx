import { Progress } from '@mantine/core';
import type { DeviceImport } from '@firstbell/contracts/devices';
import { useTranslation } from 'react-i18next';

/** Long work: a bar with counts. It goes on when this page is closed. */
export function ImportProgress({ one }: { readonly one: DeviceImport }) {
  const { t, i18n } = useTranslation('devices');
  const format = new Intl.NumberFormat(i18n.resolvedLanguage);
  const counted = one.state === 'applying' || one.state === 'undoing';
  const total = one.added + one.changed;
  const done = one.done + one.passedOver + one.kept;
  return (
    <section className="console-card" aria-labelledby="progress">
      <h2 id="progress">{t(`import.progress.${progressOf(one.state)}`)}</h2>
      <Progress
        value={counted ? (total === 0 ? 100 : Math.min(100, (done / total) * 100)) : 100}
        animated={!counted}
        size="lg"
        aria-label={t(`import.progress.${progressOf(one.state)}`)}
      />
      <p className="devices-plain devices-progress" role="status">
        {counted
          ? t('import.progress.of', { done: format.format(done), total: format.format(total) })
          : t('import.progress.nothingChanged')}
      </p>
      <p className="devices-faint">{t('import.progress.leave')}</p>
    </section>
  );
}

function progressOf(state: DeviceImport['state']): 'reading' | 'applying' | 'undoing' {
  return state === 'applying' || state === 'undoing' ? state : 'reading';
}
