import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { remindersQuery } from '../../devices/circulation-queries.js';
import { FoundLaptopItem } from '../../devices/found/found-laptop-item.js';
import { useCirculationNews } from '../../devices/use-circulation-news.js';

/** Laptops somebody found, until their owners have them again; nothing where there are none. */
export function FoundLaptops() {
  const { t } = useTranslation('desk');
  useCirculationNews();
  const { data } = useQuery(remindersQuery);
  const found = data?.found ?? [];
  return (
    <div role="status">
      {found.length === 0 ? null : (
        <ul className="coach-found" aria-label={t('found.label')}>
          {found.map((laptop) => (
            <FoundLaptopItem key={laptop.id} laptop={laptop} />
          ))}
        </ul>
      )}
    </div>
  );
}
