import { Progress } from '@mantine/core';
import type { RosterImport } from '@firstbell/contracts/roster';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Mark, paceOf, peopleToWrite } from './import-progress.rules.js';

/** Long work: a bar with counts, pace and forecast. It goes on when this page is closed. */
export function ImportProgress({ one }: { readonly one: RosterImport }) {
  return one.state === 'applying' ? <Applying one={one} /> : <Reading one={one} />;
}

function Reading({ one }: { readonly one: RosterImport }) {
  const { t } = useTranslation('settings');
  const read = one.people.added + one.people.changed + one.people.unchanged;
  return (
    <section className="console-card" role="status">
      <h2>{t(one.state === 'uploaded' ? 'roster.progress.uploaded' : 'roster.progress.reading')}</h2>
      <Progress value={100} animated size="lg" aria-label={t('roster.progress.reading')} />
      <p className="settings-plain settings-progress">
        {read > 0 ? t('roster.progress.read', { count: read }) : t('roster.progress.nothingChanged')}
      </p>
      <p className="settings-faint">{t('roster.progress.leave')}</p>
    </section>
  );
}

function Applying({ one }: { readonly one: RosterImport }) {
  const { t, i18n } = useTranslation('settings');
  const total = peopleToWrite(one);
  const pace = usePace(one.applied, total);
  const format = new Intl.NumberFormat(i18n.resolvedLanguage, { maximumFractionDigits: 0 });
  const percent = total === 0 ? 100 : Math.min(100, (one.applied / total) * 100);
  return (
    <section className="console-card" aria-labelledby="applying">
      <h2 id="applying">{t('roster.progress.applying')}</h2>
      <Progress value={percent} size="lg" aria-label={t('roster.progress.applying')} />
      <p className="settings-plain settings-progress">
        <strong>{t('roster.progress.of', { done: format.format(one.applied), total: format.format(total) })}</strong>
        {pace === null
          ? null
          : ` · ${t('roster.progress.pace', { pace: format.format(pace.perSecond) })} · ${t('roster.progress.left', { count: Math.max(1, Math.round(pace.secondsLeft)) })}`}
      </p>
      <p className="settings-faint">{t('roster.progress.leave')}</p>
    </section>
  );
}

function usePace(done: number, total: number): ReturnType<typeof paceOf> {
  const [marks, setMarks] = useState<{ first: Mark; last: Mark }>(() => {
    const mark = { done, at: Date.now() };
    return { first: mark, last: mark };
  });
  if (marks.last.done !== done) setMarks({ first: marks.first, last: { done, at: Date.now() } });
  return paceOf(marks.first, marks.last, total);
}
