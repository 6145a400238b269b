import './devices.css';
import './circulation.css';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Navigate, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { SectionLayout, type SectionLink } from '../console/section-layout.js';
import { useIsAdministrator } from '../settings/use-is-administrator.js';
import { isPrompted } from './carts/reservation-state.rules.js';
import { cartsQuery, loanersQuery } from './circulation-queries.js';
import { useCirculationNews } from './use-circulation-news.js';
import { useIsAdult } from './use-is-adult.js';

const route = getRouteApi('/_staff/devices');

/** The laptops of the open school: what there is, who has it, and what is wrong with it. Assistants work with what changes hands. */
export function DevicesPage() {
  const { t } = useTranslation('devices');
  const { t: tCirculation } = useTranslation('circulation');
  const administrator = useIsAdministrator();
  const adult = useIsAdult();
  const { pathname } = useLocation();
  useCirculationNews();
  const overdue = useQuery(loanersQuery).data?.loaners.filter(({ out }) => out?.overdue === true).length ?? 0;
  const prompted = useQuery(cartsQuery).data?.reservations.filter(isPrompted).length ?? 0;
  const links: SectionLink[] = [
    ...(adult ? [{ to: '/devices', label: t('sections.registry'), exact: true } as const] : []),
    { to: '/devices/check', label: tCirculation('sections.check') },
    {
      to: '/devices/loaners',
      label: tCirculation('sections.loaners'),
      count: overdue,
      countLabel: tCirculation('loaners.overdueCount', { count: overdue }),
    },
    { to: '/devices/repairs', label: tCirculation('sections.repairs') },
    {
      to: '/devices/carts',
      label: tCirculation('sections.carts'),
      count: prompted,
      countLabel: tCirculation('carts.promptedCount', { count: prompted }),
    },
    ...(adult
      ? [
          { to: '/devices/signs', label: tCirculation('sections.signs') } as const,
          { to: '/devices/labels', label: t('sections.labels') } as const,
        ]
      : []),
    ...(administrator ? [{ to: '/devices/import', label: t('sections.import') } as const] : []),
  ];
  if (!adult && pathname.replace(/\/$/, '') === route.id.replace('/_staff', '')) return <Navigate to="/devices/check" replace />;
  return <SectionLayout label={t('sections.label')} links={links} />;
}
