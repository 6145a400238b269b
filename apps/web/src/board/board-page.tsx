import './board.css';
import type { Me } from '@firstbell/contracts/people';
import { ticketOperations } from '@firstbell/contracts/tickets';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.js';
import { PairingPage } from '../paired-screen/pairing-page.js';
import { useStation } from '../paired-screen/use-station.js';
import { useLiveRoom } from '../realtime/use-live-room.js';
import { useUpdateMoment } from '../service-worker/update-moment.js';
import { PageOpening } from '../shell/page-opening.js';
import { BoardCodes } from './board-codes.js';

export function BoardPage() {
  const { t } = useTranslation('board');
  const station = useStation('board');
  // Nobody touches a board; it may renew itself whenever a new version is there.
  useUpdateMoment(true);
  useEffect(() => {
    document.title = `${t('pageTitle')} · Firstbell`;
  }, [t]);
  if (station.state === 'asking') return <PageOpening />;
  if (station.state !== 'paired') return <PairingPage kind="board" />;
  return <LiveBoard key={station.deskId} deskId={station.deskId} me={station.me} />;
}

function LiveBoard({ deskId, me }: { readonly deskId: string; readonly me: Me }) {
  const { i18n } = useTranslation();
  const { language } = me;
  useEffect(() => void i18n.changeLanguage(language), [language, i18n]);
  const live = useLiveRoom({
    room: 'board',
    deskId,
    load: async (signal) => {
      const { desk, rows, resume } = await call(ticketOperations.board, { deskId }, { signal });
      return {
        rest: null,
        resume,
        rows: [
          { kind: 'desk', id: desk.id, version: desk.version, row: desk },
          ...rows.map((row) => ({ kind: 'board' as const, id: row.id, version: row.version, row })),
        ],
      };
    },
  });
  return (
    <BoardCodes
      rows={live.rowsOf('board')}
      desk={live.rowsOf('desk').find((desk) => desk.id === deskId) ?? null}
      offline={live.phase === 'offline'}
      timeZone={me.school.timeZone}
      asOf={live.asOf}
    />
  );
}
