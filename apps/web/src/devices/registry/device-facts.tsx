import type { Device } from '@firstbell/contracts/devices';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSchoolTime } from '../../console/use-school-time.js';
import { When } from '../../console/when.js';
import { ReportWords } from './report-words.js';

/** What is written about a device; what is not known is not shown. */
export function DeviceFacts({ device }: { readonly device: Device }) {
  const { t } = useTranslation('devices');
  const { date } = useSchoolTime();
  const facts: [string, ReactNode][] = [
    ['holder', device.holder?.name ?? (device.state === 'in_use' ? null : t('nobody'))],
    ['serial', device.serial === null ? null : <span className="devices-code">{device.serial}</span>],
    ['model', device.model],
    ['manufacturer', device.manufacturer],
    ['location', device.location],
    ['shelf', device.shelf],
    ['warrantyUntil', device.warrantyUntil === null ? null : date(device.warrantyUntil)],
    ['lastSeenAt', device.lastSeenAt === null ? null : <When at={device.lastSeenAt} />],
    ['createdAt', <When key="created" at={device.createdAt} />],
    ['note', device.note],
  ];
  return (
    <section className="console-card" aria-labelledby="facts">
      <h2 id="facts">{t('facts')}</h2>
      {device.report === null ? null : (
        <div className="fb-notice devices-report">
          <p className="devices-plain">
            <strong>{t(`states.${device.state}`)}</strong> · <When at={device.report.at} />
            <br />
            <ReportWords report={device.report} />
          </p>
        </div>
      )}
      {device.found == null ? null : (
        <div className="fb-notice devices-report">
          <p className="devices-plain">
            <strong>{t('found.title')}</strong> · <When at={device.found.at} />
            <br />
            {device.found.takenInAt === null ? t('found.reportedAt', { desk: device.found.deskName }) : t('found.atDesk')}
          </p>
        </div>
      )}
      <dl className="devices-facts">
        {facts.map(([name, value]) =>
          value === null ? null : (
            <div key={name}>
              <dt>{t(`fields.${name}`, { defaultValue: name })}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
    </section>
  );
}
