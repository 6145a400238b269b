import './coach.css';
import { Select } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SectionLayout } from '../console/section-layout.js';
import { DeskStrip } from './duty/desk-strip.js';
import { CoachRoomProvider, useCoach } from './live/coach-context.js';

const route = getRouteApi('/_staff');

/** The coach console: what needs a decision first, and the desk's state on every page, because a fire drill does not wait. */
export function CoachPage() {
  const { t } = useTranslation('coach');
  const { desks } = route.useRouteContext().me;
  const [deskId, setDeskId] = useState(desks[0]?.id);
  if (deskId === undefined) return <p className="fb-notice">{t('noDesk')}</p>;
  return (
    <CoachRoomProvider key={deskId} deskId={deskId}>
      {desks.length > 1 ? (
        <Select
          label={t('desk')}
          w={240}
          mb="md"
          allowDeselect={false}
          value={deskId}
          data={desks.map((desk) => ({ value: desk.id, label: `${desk.letter} · ${desk.name}` }))}
          onChange={(chosen) => setDeskId(chosen ?? deskId)}
        />
      ) : null}
      <CoachSections />
    </CoachRoomProvider>
  );
}

function CoachSections() {
  const { t } = useTranslation('coach');
  const { reviews, duty } = useCoach();
  return (
    <SectionLayout
      label={t('sections.label')}
      links={[
        {
          to: '/coach',
          label: t('sections.inbox'),
          exact: true,
          count: reviews.length,
          countLabel: t('sections.inboxCount', { count: reviews.length }),
        },
        { to: '/coach/notes', label: t('sections.notes') },
        { to: '/coach/figures', label: t('sections.figures') },
        { to: '/coach/duty', label: t('sections.duty'), count: duty.length, countLabel: t('sections.dutyCount', { count: duty.length }) },
        { to: '/coach/screens', label: t('sections.screens') },
      ]}
    >
      <DeskStrip />
    </SectionLayout>
  );
}
