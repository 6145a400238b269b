import './desk.css';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rememberChosenDesk, rememberedDesk } from './chosen-desk.js';
import { DeskAtWork } from './desk-at-work.js';

const route = getRouteApi('/_staff/desk');

/** The desk: one live line, one ticket beside it. */
export function DeskPage() {
  const { t } = useTranslation('desk');
  const { me } = route.useRouteContext();
  const [deskId, setDeskId] = useState(() => rememberedDesk(me.desks));
  useEffect(() => {
    document.title = `${t('title')} · Firstbell`;
  }, [t]);
  if (deskId === null) return <p className="desk-line__nothing">{t('failed.noDesk')}</p>;
  return (
    <DeskAtWork
      key={deskId}
      me={me}
      deskId={deskId}
      onDesk={(next) => {
        rememberChosenDesk(next);
        setDeskId(next);
      }}
    />
  );
}
