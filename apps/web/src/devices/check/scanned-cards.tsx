import type { Scanned } from '@firstbell/contracts/circulation';
import { useTranslation } from 'react-i18next';

/** Whose badge was scanned, and what they have. */
export function PersonCard({ person }: { readonly person: Scanned['person'] }) {
  const { t } = useTranslation('circulation');
  return (
    <section className="console-card circulation-card" data-empty={person === null ? '' : undefined}>
      <h2>{t('check.person')}</h2>
      {person === null ? (
        <p className="circulation-plain">{t('check.noPerson')}</p>
      ) : (
        <>
          <p className="circulation-name">{person.name}</p>
          {person.left ? <p className="fb-notice fb-notice--error circulation-plain">{t('check.left')}</p> : null}
          <p className="circulation-plain">
            {person.holds.length === 0
              ? t('check.holdsNothing')
              : t('check.holds', { tags: person.holds.map(({ tag }) => tag).join(', ') })}
          </p>
        </>
      )}
    </section>
  );
}

/** Which laptop was scanned, and who has it. */
export function DeviceCard({ device }: { readonly device: Scanned['device'] }) {
  const { t } = useTranslation('circulation');
  const { t: tDevices } = useTranslation('devices');
  return (
    <section className="console-card circulation-card" data-empty={device === null ? '' : undefined}>
      <h2>{t('check.device')}</h2>
      {device === null ? (
        <p className="circulation-plain">{t('check.noDevice')}</p>
      ) : (
        <>
          <p className="circulation-name">{device.tag}</p>
          <p className="circulation-plain">
            {device.model}{' '}
            <span className="devices-badge" data-state={device.state}>
              {tDevices(`states.${device.state}`)}
            </span>
          </p>
          <p className="circulation-plain">
            {device.holder === null ? t('check.free') : t('check.heldBy', { name: device.holder.name })}
            {device.shelf === null ? null : ` ${t('check.onShelf', { shelf: device.shelf })}`}
          </p>
          {device.state === 'stolen' || device.state === 'lost' ? (
            <p className="fb-notice fb-notice--error circulation-plain" role="alert">
              {t(`check.alert.${device.state}`)}
            </p>
          ) : null}
        </>
      )}
    </section>
  );
}
