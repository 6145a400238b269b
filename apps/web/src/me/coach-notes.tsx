import { type CoachNote, feedbackOperations } from '@firstbell/contracts/feedback';
import type { RowChange } from '@firstbell/contracts/realtime';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.js';
import { EmptyState } from '../console/empty-state.js';
import { LoadFailed } from '../console/load-failed.js';
import { RowsLoading } from '../console/rows-loading.js';
import { StaleNotice } from '../console/stale-notice.js';
import type { LoadedList } from '../realtime/live-room.js';
import { useLiveRoom } from '../realtime/use-live-room.js';
import { CoachNoteCard } from './coach-note-card.js';
import { notesInOrder } from './note-order.rules.js';

const changeOf = (note: CoachNote): RowChange => ({ kind: 'note', id: note.id, version: note.version, row: note });

async function loadNotes(signal: AbortSignal): Promise<LoadedList<true>> {
  const { notes } = await call(feedbackOperations.listCoachNotes, {}, { signal });
  return { rows: notes.map(changeOf), rest: true };
}

/** What the coach wrote to this person, live; read and answered here. */
export function CoachNotes({ meId }: { readonly meId: string }) {
  const { t } = useTranslation('me');
  const room = useLiveRoom<true>({ room: 'mine', load: loadNotes });
  const notes = notesInOrder(room.rowsOf('note'), meId);
  const unread = notes.filter((note) => note.readAt === null).length;
  return (
    <section className="me-notes" aria-labelledby="me-notes">
      <h2 id="me-notes">
        {t('notes.title')}{' '}
        <span role="status">{unread === 0 ? null : <span className="me-notes__unread">{t('notes.unread', { count: unread })}</span>}</span>
      </h2>
      {room.rest === null ? (
        room.phase === 'offline' ? (
          <LoadFailed error={room.error} onRetry={room.refetch} />
        ) : (
          <RowsLoading rows={3} height={96} />
        )
      ) : (
        <>
          {room.phase === 'offline' ? <StaleNotice asOf={room.asOf} /> : null}
          {notes.length === 0 ? (
            <EmptyState title={t('notes.emptyTitle')} picture="speech-question">
              {t('notes.empty')}
            </EmptyState>
          ) : (
            <ul>
              {notes.map((note) => (
                <li key={note.id}>
                  <CoachNoteCard note={note} onChanged={(changed) => room.take(changeOf(changed))} />
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </section>
  );
}
