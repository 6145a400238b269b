import './rollout.css';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { fetchAnew } from '../api/fetch-anew.js';
import { SectionLayout, type SectionLink } from '../console/section-layout.js';
import { useLiveRoom } from '../realtime/use-live-room.js';
import { rolloutKey } from './rollout-queries.js';
import { useLeadsRollouts } from './use-leads-rollouts.js';

/** The rollouts of the open school; for assistants the list they work from. */
export function RolloutPage() {
  const { t } = useTranslation('rollout');
  const leads = useLeadsRollouts();
  const stragglers: SectionLink = { to: '/rollout/stragglers', label: t('sections.stragglers') };
  const links: SectionLink[] = leads
    ? [
        { to: '/rollout', label: t('sections.rollouts'), exact: true },
        { to: '/rollout/exceptions', label: t('sections.exceptions') },
        stragglers,
      ]
    : [stragglers];
  return (
    <>
      {leads ? <News /> : null}
      <SectionLayout label={t('sections.label')} links={links} />
    </>
  );
}

/** The server says at most once a second that something changed; whatever is on screen is then fetched anew. */
function News() {
  const queryClient = useQueryClient();
  useLiveRoom<null>({
    room: 'rollout',
    load: async () => {
      await fetchAnew(queryClient, rolloutKey);
      return { rows: [], rest: null };
    },
  });
  return null;
}
