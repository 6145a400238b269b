import type { DeviceState } from '@firstbell/contracts/devices';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { FigureTile } from '../coach/figures/figure-tile.js';
import { useFigureFormat } from '../coach/figures/use-figure-format.js';
import { Loaded } from '../console/loaded.js';
import { deviceTotalsQuery } from './reports-queries.js';

/** In the order in which a leader asks. */
const told: readonly DeviceState[] = ['in_use', 'in_repair', 'lost', 'stolen', 'spare'];

/** How many laptops are out, in repair, gone, as of now. */
export function DeviceTotals() {
  const { t } = useTranslation('reports');
  const { t: tDevices } = useTranslation('devices');
  const { count } = useFigureFormat();
  const totals = useQuery(deviceTotalsQuery);
  return (
    <section className="console-card" aria-labelledby="device-totals">
      <h2 id="device-totals">{t('devices')}</h2>
      <Loaded query={totals}>
        {({ states }) => (
          <dl className="coach-tiles">
            {told.map((state) => (
              <FigureTile
                key={state}
                label={tDevices(`states.${state}`)}
                value={count(states.find((one) => one.state === state)?.count ?? 0)}
              />
            ))}
          </dl>
        )}
      </Loaded>
    </section>
  );
}
