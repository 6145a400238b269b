import type { RosterImport } from '@firstbell/contracts/roster';
import { useTranslation } from 'react-i18next';

const kinds = ['people', 'classes', 'enrollments'] as const;
const changes = ['added', 'changed', 'removed', 'unchanged'] as const;

export function DiffCounts({ one }: { readonly one: RosterImport }) {
  const { t, i18n } = useTranslation('settings');
  const format = new Intl.NumberFormat(i18n.resolvedLanguage);
  return (
    <div className="console-table">
      <div className="console-table__scroll" tabIndex={0} role="group" aria-label={t('roster.counts')}>
        <table>
          <caption className="fb-hidden">{t('roster.counts')}</caption>
          <thead>
            <tr>
              <td />
              {changes.map((change) => (
                <th key={change} scope="col" className="console-table__number settings-counts__head">
                  {t(`roster.changes.${change}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {kinds.map((kind) => (
              <tr key={kind}>
                <th scope="row" className="settings-counts__head">
                  {t(`roster.kinds.${kind}`)}
                </th>
                {changes.map((change) => (
                  <td key={change} className="console-table__number" data-change={one[kind][change] === 0 ? undefined : change}>
                    {format.format(one[kind][change])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
