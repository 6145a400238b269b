import './stations.css';
import { Button } from '@mantine/core';
import type { Station } from '@firstbell/contracts/people';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../console/empty-state.js';
import { Loaded } from '../console/loaded.js';
import { PageHead } from '../console/section-layout.js';
import { When } from '../console/when.js';
import { PairStation } from './pair-station.js';
import { StationDrawing } from './station-drawing.js';
import { stationsQuery } from './stations-query.js';
import { UnpairDialog } from './unpair-dialog.js';

/** Pairing and unpairing of kiosks and boards, for the coach and the administrator alike. */
export function StationsPage() {
  const { t } = useTranslation('console');
  const stations = useQuery(stationsQuery);
  const [leaving, setLeaving] = useState<Station | null>(null);
  return (
    <>
      <PageHead title={t('stations.title')} lead={t('stations.lead')} />
      <div className="stations">
        <PairStation />
        <div>
          <Loaded query={stations}>
            {({ stations: paired }) =>
              paired.length === 0 ? (
                <EmptyState title={t('stations.empty.title')} picture="projector">
                  <p>{t('stations.empty.body')}</p>
                </EmptyState>
              ) : (
                <ul className="stations__list">
                  {paired.map((station) => (
                    <StationCard key={station.id} station={station} onUnpair={() => setLeaving(station)} />
                  ))}
                </ul>
              )
            }
          </Loaded>
        </div>
      </div>
      <UnpairDialog station={leaving} all={stations.data?.stations ?? []} onClose={() => setLeaving(null)} />
    </>
  );
}

function StationCard({ station, onUnpair }: { readonly station: Station; readonly onUnpair: () => void }) {
  const { t } = useTranslation('console');
  return (
    <li className="console-card stations__card">
      <StationDrawing kind={station.kind} />
      <div className="stations__words">
        <h2 className="console-heading">{station.name}</h2>
        <p>
          {t(`stations.kind.${station.kind}`)} · <span className="fb-code">{station.desk.letter}</span> {station.desk.name}
        </p>
        <p className="stations__faint">
          {station.seenAt === null ? (
            t('stations.never')
          ) : (
            <>
              {t('stations.seen')} <When at={station.seenAt} />
            </>
          )}
        </p>
        <p className="stations__faint">
          {t('stations.paired')} <When at={station.pairedAt} />{' '}
          {station.pairedBy === null ? null : t('stations.pairedBy', { name: station.pairedBy.name })}
        </p>
      </div>
      <Button variant="default" size="sm" onClick={onUnpair} aria-label={t('stations.unpairNamed', { name: station.name })}>
        {t('stations.unpair')}
      </Button>
    </li>
  );
}
