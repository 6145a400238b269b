import type { DeviceHistoryEntry } from '@firstbell/contracts/devices';
import { useTranslation } from 'react-i18next';
import { wordsIn } from '../../console/words-in.rules.js';
import { useSchoolTime } from '../../console/use-school-time.js';
import { When } from '../../console/when.js';
import { isDeviceField } from '../device-fields.rules.js';
import { ReportWords } from './report-words.js';

/** Everything that has happened to the device, newest first. */
export function DeviceHistory({ history }: { readonly history: readonly DeviceHistoryEntry[] }) {
  const { t } = useTranslation('devices');
  return (
    <section className="console-card" aria-labelledby="history">
      <h2 id="history">{t('history.title')}</h2>
      {history.length === 0 ? (
        <p className="devices-plain">{t('history.empty')}</p>
      ) : (
        <ol className="devices-history">
          {history.map((entry, index) => (
            <li key={`${entry.at}:${entry.kind}:${String(index)}`} data-kind={entry.kind}>
              <p className="devices-plain">
                <strong>{t(`history.kinds.${entry.kind}`)}</strong> <Details entry={entry} />
              </p>
              <p className="devices-faint">
                <When at={entry.at} />
                {entry.by === null ? null : ` · ${t('history.by', { name: entry.by.name })}`}
              </p>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function Details({ entry }: { readonly entry: DeviceHistoryEntry }) {
  const { t, i18n } = useTranslation('devices');
  const { day } = useSchoolTime();
  const list = new Intl.ListFormat(i18n.resolvedLanguage, { type: 'conjunction' });
  const money = new Intl.NumberFormat(i18n.resolvedLanguage, { style: 'currency', currency: 'USD' });
  const said = (...parts: (string | null | false)[]): string =>
    parts.filter((part) => part !== null && part !== false && part !== '').join(' · ');
  switch (entry.kind) {
    case 'added':
      return entry.importId === null ? null : t('history.byImport');
    case 'changed':
      return said(
        list.format(entry.fields.filter((field) => field !== '').map((field) => (isDeviceField(field) ? t(`fields.${field}`) : field))),
        entry.importId !== null && t('history.byImport'),
      );
    case 'shelved':
    case 'taken_in':
    case 'given_back':
      return null;
    case 'found':
      return t('history.foundAt', { desk: entry.deskName });
    case 'reported':
      return (
        <>
          {t(`history.reports.${entry.report.kind}`)} · <ReportWords report={entry.report} />
        </>
      );
    case 'checked_out':
      return said(
        entry.person.name,
        entry.loaner && t('loaner'),
        entry.dueOn !== null && t('history.due', { day: day(entry.dueOn) }),
        entry.charger && t('history.charger'),
        entry.laptopCase && t('history.laptopCase'),
        entry.note,
      );
    case 'returned':
      return said(
        entry.person.name,
        entry.loaner && t('loaner'),
        entry.charger === false && t('history.noCharger'),
        entry.laptopCase === false && t('history.noLaptopCase'),
        entry.condition === 'damaged' && t('history.damaged'),
        entry.note,
      );
    case 'repair_opened':
      return said(entry.problem, entry.warranty && t('history.warranty'), entry.damage && t('history.damage'), entry.vendor);
    case 'repair_closed':
      return said(
        entry.problem,
        entry.scrapped && t('history.scrapped'),
        entry.outcome,
        entry.costCents !== null && money.format(entry.costCents / 100),
      );
    case 'ticket':
      return said(entry.code, wordsIn(i18n.resolvedLanguage, entry.issue), entry.person);
  }
}
