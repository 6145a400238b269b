import { Button } from '@mantine/core';
import type { Device, DeviceReportKind } from '@firstbell/contracts/devices';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../console/loaded.js';
import { PageHead } from '../../console/section-layout.js';
import { DeviceStateBadge } from '../device-state-badge.js';
import { ChangeDeviceDialog } from './change-device-dialog.js';
import { DeviceFacts } from './device-facts.js';
import { DeviceHistory } from './device-history.js';
import { deviceQuery } from './device-query.js';
import { ReportDialog } from './report-dialog.js';
import { ServiceDialog } from './service-dialog.js';

const route = getRouteApi('/_staff/devices/$deviceId');

/** One device: what it is, who has it, and everything that has happened to it. */
export function DevicePage() {
  const { t } = useTranslation('devices');
  const { deviceId } = route.useParams();
  const query = useQuery(deviceQuery(deviceId));
  return (
    <Loaded query={query} title={t('registry.title')}>
      {({ device, history }) => (
        <>
          <PageHead title={device.tag} lead={<Lead device={device} />}>
            <Actions device={device} />
          </PageHead>
          <div className="devices-stack">
            <DeviceFacts device={device} />
            <DeviceHistory history={history} />
          </div>
        </>
      )}
    </Loaded>
  );
}

function Lead({ device }: { readonly device: Device }) {
  const { t } = useTranslation('devices');
  return (
    <>
      <Link to="/devices" className="fb-link">
        {t('registry.all')}
      </Link>{' '}
      · {device.model} · <DeviceStateBadge state={device.state} />{' '}
      {device.loaner ? <span className="devices-badge">{t('loaner')}</span> : null}
    </>
  );
}

type Open = 'change' | 'service' | DeviceReportKind;

function Actions({ device }: { readonly device: Device }) {
  const { t } = useTranslation('devices');
  const [open, setOpen] = useState<Open | null>(null);
  const close = (): void => setOpen(null);
  const missing = device.state === 'lost' || device.state === 'stolen';
  const reports: DeviceReportKind[] =
    device.state === 'retired' ? [] : missing ? ['found', device.state === 'lost' ? 'stolen' : 'lost'] : ['lost', 'stolen'];
  return (
    <>
      <Button onClick={() => setOpen('change')}>{t('change.open')}</Button>
      {reports.map((report) => (
        <Button key={report} variant="default" onClick={() => setOpen(report)}>
          {t(`report.action.${report}`)}
        </Button>
      ))}
      {device.checkedOut || device.inRepair || missing ? null : (
        <Button variant="default" onClick={() => setOpen('service')}>
          {t(`service.action.${device.state === 'retired' ? 'spare' : 'retired'}`)}
        </Button>
      )}
      <Link to="/devices/labels" search={{ device: device.id }} className="fb-link devices-label-link">
        {t('label.open')}
      </Link>
      {open === 'change' ? <ChangeDeviceDialog device={device} onClose={close} /> : null}
      {open === 'service' ? <ServiceDialog device={device} onClose={close} /> : null}
      {open === 'lost' || open === 'stolen' || open === 'found' ? <ReportDialog device={device} report={open} onClose={close} /> : null}
    </>
  );
}
