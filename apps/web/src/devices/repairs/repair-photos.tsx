import { circulationOperations, type RepairRow } from '@firstbell/contracts/circulation';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSchoolTime } from '../../console/use-school-time.js';
import { PhotoButton } from '../check/photo-button.js';
import { photosQuery } from '../circulation-queries.js';

const addressOf = (photoId: string): string => circulationOperations.devicePhoto.path.replace(':photoId', photoId);

/** Photos of the device, the newest first; one more of this repair. */
export function RepairPhotos({ repair: { id, device } }: { readonly repair: RepairRow }) {
  const { t } = useTranslation('circulation');
  const { exact } = useSchoolTime();
  const { data } = useQuery(photosQuery(device.id));
  return (
    <div className="circulation-tools">
      <PhotoButton deviceId={device.id} tag={device.tag} of={{ repairId: id }} />
      {data === undefined || data.photos.length === 0 ? null : (
        <ul className="circulation-photos">
          {data.photos.map((photo) => (
            <li key={photo.id}>
              <a href={addressOf(photo.id)} target="_blank" rel="noreferrer">
                <img src={addressOf(photo.id)} alt={t('photo.of', { tag: device.tag, at: exact(photo.takenAt) })} loading="lazy" />
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
