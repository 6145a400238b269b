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
  const { ticket, desk } = route.useSearch();
  const navigate = route.useNavigate();
  const [deskId, setDeskId] = useState(() => me.desks.find((one) => one.id === desk)?.id ?? rememberedDesk(me.desks));
  const [firstTicketId, setFirstTicketId] = useState(ticket ?? null);
  // Asked for once: the page opened again is not about that ticket any more.
  useEffect(() => {
    if (ticket !== undefined || desk !== undefined) void navigate({ search: {}, replace: true });
  }, [ticket, desk, navigate]);
  useEffect(() => {
    document.title = `${t('title')} · Firstbell`;
  }, [t]);
  if (deskId === null) return <p className="desk-line__nothing">{t('failed.noDesk')}</p>;
  return (
    <DeskAtWork
      key={deskId}
      me={me}
      deskId={deskId}
      firstTicketId={firstTicketId}
      onDesk={(next) => {
        setFirstTicketId(null);
        rememberChosenDesk(next);
        setDeskId(next);
      }}
    />
  );
}
