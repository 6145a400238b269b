import type { LineRow as Row } from '@firstbell/contracts/tickets';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../console/use-now.js';
import { useSchoolTime } from '../../console/use-school-time.js';
import { useDesk } from '../desk-context.js';
import { useDeskSettings } from '../desk-settings.js';
import { EmptyLine } from './empty-line.js';
import { type LineTab, lineTabs } from './line-groups.rules.js';
import { LineList } from './line-list.js';
import { LineRow } from './line-row.js';
import { LineSkeleton } from './line-skeleton.js';
import { othersLooking } from './others-looking.rules.js';
import type { TicketSearch } from './use-ticket-search.js';
import { isTrainedFor } from './training.rules.js';
import type { SteadyView } from './use-steady-line.js';

interface LineSectionProps {
  readonly tab: LineTab;
  readonly onTab: (tab: LineTab) => void;
  readonly search: TicketSearch;
  readonly steady: SteadyView;
  readonly moved: number;
}

/** The line: what I hold on top, below it the open list or what a search found. */
export function LineSection({ tab, onTab, search, steady, moved }: LineSectionProps) {
  const { t } = useTranslation('desk');
  const { line, issues, training, me, chosen, choose, lookers } = useDesk();
  const now = useNow();
  const { exact } = useSchoolTime();
  const frozenAt = line.desk?.frozenAt ?? null;
  const draw = ({ row, left }: { row: Row; left: boolean }) => (
    <LineRow
      row={row}
      left={left}
      issue={issues.get(row.issueId)}
      chosen={row.id === chosen?.id}
      trained={isTrainedFor(training, row)}
      meId={me.id}
      now={now}
      frozenAt={frozenAt}
      lookers={othersLooking(lookers, row)}
      exact={exact}
      onChoose={choose}
    />
  );
  if (line.phase === 'opening') return <LineSkeleton />;
  const counts = {
    waiting: line.waitingTotal,
    withOthers: line.groups.withOthers.length,
    held: line.groups.held.length,
    withCoach: line.groups.withCoach.length,
  };
  const listLabel = search.text === '' ? t(`line.tabs.${tab}`) : t('line.results', { count: steady.list.rows.length, text: search.text });
  return (
    <section className="desk-line" aria-label={t('line.label')} {...steady.pointerHandlers}>
      <div className="desk-mine" role="region" aria-label={t('line.mine')}>
        <h2 className="desk-mine__title">{t('line.mine')}</h2>
        {steady.mine.rows.length === 0 ? (
          <NothingMine />
        ) : (
          <ul className="desk-mine__rows">
            {steady.mine.rows.map((one) => (
              <li key={one.row.id}>{draw(one)}</li>
            ))}
          </ul>
        )}
      </div>
      <div className="desk-tabs" role="group" aria-label={t('line.label')}>
        {lineTabs.map((one) => (
          <button
            key={one}
            type="button"
            className="desk-tab"
            aria-pressed={search.text === '' && one === tab}
            onClick={() => {
              search.clear();
              onTab(one);
            }}
          >
            {t(`line.tabs.${one}`)} <span className="desk-tab__count">{counts[one]}</span>
          </button>
        ))}
      </div>
      <div className="desk-line__lists">
        {search.text === '' ? null : (
          <p className="desk-line__found" role="status">
            {search.failed ? t('line.searchFailed') : search.busy ? t('line.searching', { text: search.text }) : listLabel}
          </p>
        )}
        {steady.fresh === 0 ? null : (
          <button type="button" className="desk-fresh" onClick={steady.showNew} title={t('line.freshHint')}>
            {t('line.fresh', { count: steady.fresh })}
          </button>
        )}
        {steady.list.rows.length === 0 ? (
          search.text === '' ? (
            <EmptyLine tab={tab} />
          ) : search.busy || search.failed ? null : (
            <p className="desk-line__nothing">{t('line.noResults')}</p>
          )
        ) : (
          <LineList
            key={search.text === '' ? tab : 'found'}
            line={steady.list}
            label={listLabel}
            chosenId={chosen?.id ?? null}
            moved={moved}
            drawRow={(index) => {
              const one = steady.list.rows[index];
              return one === undefined ? null : draw(one);
            }}
            end={
              tab === 'waiting' && search.text === '' && line.beyond > 0 ? (
                <p className="desk-line__beyond">{t('line.beyond', { count: line.beyond })}</p>
              ) : null
            }
          />
        )}
      </div>
    </section>
  );
}

function NothingMine() {
  const { t } = useTranslation('desk');
  const { singleKeys } = useDeskSettings();
  return <p className="desk-mine__empty">{singleKeys ? t('line.mineEmpty', { key: 'N' }) : t('line.mineEmptyNoKeys')}</p>;
}
