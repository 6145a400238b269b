import type { Identified } from '@firstbell/contracts/tickets';
import { useTranslation } from 'react-i18next';
import { LaptopDrawing, NoLaptopDrawing } from '../kiosk-icons.js';
import type { Visit } from '../use-kiosk.js';

interface DeviceScreenProps {
  readonly kiosk: Visit;
  readonly devices: Identified['devices'];
  /** There is a scanner for the tag of another one. */
  readonly scans?: boolean;
}

/** The student's own first; more than two of them are rare and fit as well. */
export function DeviceScreen({ kiosk, devices, scans = true }: DeviceScreenProps) {
  const { t } = useTranslation('kiosk');
  return (
    <div className="kiosk__form kiosk__form--wide">
      <h1 className="fb-h1" tabIndex={-1}>
        {t('device.title')}
      </h1>
      <div className="devices">
        {devices.map((device) => (
          <button
            key={device.id}
            type="button"
            className="fb-tile"
            onClick={() => kiosk.say({ type: 'chose-device', device: { kind: 'own', deviceId: device.id } })}
          >
            <LaptopDrawing own />
            <span>
              {t('device.mine')}
              <small>{device.model}</small>
              <small className="fb-code">
                {t('device.tag', { tag: device.tag })}
                {device.state === 'in_use' ? null : ` · ${t(`device.state.${device.state}`)}`}
              </small>
            </span>
          </button>
        ))}
        <button type="button" className="fb-tile" onClick={() => kiosk.say({ type: 'chose-device', device: { kind: 'unknown' } })}>
          <LaptopDrawing />
          <span>
            {t('device.another')}
            {scans ? <small>{t('device.anotherHint')}</small> : null}
          </span>
        </button>
        <button type="button" className="fb-tile" onClick={() => kiosk.say({ type: 'chose-device', device: { kind: 'unknown' } })}>
          <NoLaptopDrawing />
          <span>{t('device.none')}</span>
        </button>
      </div>
    </div>
  );
}
