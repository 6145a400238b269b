import { Progress } from '@mantine/core';
import { type Mailing, mailItemStates } from '@firstbell/contracts/mailing';
import { useTranslation } from 'react-i18next';
import { useSchoolTime } from '../../console/use-school-time.js';
import { useMailRoom } from '../mail-room.js';
import { percentDone, totalOf, underWay } from '../mailing-counts.rules.js';

const loud = new Set<string>(['bad_address', 'unknown', 'needs_person']);

/** Counts, pace, and when the last one goes out. */
export function MailingProgress({ one }: { readonly one: Mailing }) {
  const { t, i18n } = useTranslation('mail');
  const { counts } = one;
  const format = new Intl.NumberFormat(i18n.resolvedLanguage);
  const progress = t('one.progress', { sent: format.format(counts.sent), total: format.format(totalOf(counts)) });
  return (
    <section className="console-card" aria-label={t('one.counts')}>
      <Progress value={percentDone(counts)} size="lg" aria-label={progress} />
      <p className="mail-plain mail-progress">
        <strong>{progress}</strong>
        {one.sentLastMinute > 0 ? ` · ${t('one.pace', { count: one.sentLastMinute })}` : ''}
      </p>
      <Forecast one={one} />
      <dl className="mail-counts">
        {mailItemStates
          .filter((state) => counts[state] > 0 || state === 'sent' || state === 'waiting')
          .map((state) => (
            <div key={state} data-loud={(loud.has(state) && counts[state] > 0) || undefined}>
              <dt>{t(`items.states.${state}`)}</dt>
              <dd>{format.format(counts[state])}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}

function Forecast({ one }: { readonly one: Mailing }) {
  const { t, i18n } = useTranslation('mail');
  const { exact, day } = useSchoolTime();
  const { sender } = useMailRoom();
  const { lastAt, days } = one.forecast;
  if (one.state !== 'running') return null;
  if (underWay(one.counts) === 0) return one.planId === null ? null : <p className="mail-plain">{t('one.waitsForAccounts')}</p>;
  if (sender === null) return <p className="mail-plain">{t('one.waitsForSender')}</p>;
  const format = new Intl.NumberFormat(i18n.resolvedLanguage);
  return (
    <>
      <p className="mail-plain">{lastAt === null ? t('one.noForecast') : t('one.lastAt', { at: exact(lastAt) })}</p>
      {days.length < 2 ? null : (
        <details>
          <summary>{t('one.days')}</summary>
          <div className="console-table">
            <table>
              <caption className="fb-hidden">{t('one.days')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('one.day')}</th>
                  <th scope="col">{t('one.mails')}</th>
                </tr>
              </thead>
              <tbody>
                {days.map((row) => (
                  <tr key={row.day}>
                    <td>{day(row.day)}</td>
                    <td>{format.format(row.count)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
      <p className="mail-faint">{t('one.leave')}</p>
    </>
  );
}
