import { Button, Select } from '@mantine/core';
import { type CoachNote, feedbackOperations } from '@firstbell/contracts/feedback';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { EmptyState } from '../../console/empty-state.js';
import { LoadFailed } from '../../console/load-failed.js';
import { RowsLoading } from '../../console/rows-loading.js';
import { PageHead } from '../../console/section-layout.js';
import { StaleNotice } from '../../console/stale-notice.js';
import { When } from '../../console/when.js';
import { useLiveRoom } from '../../realtime/use-live-room.js';
import { NewNoteDialog } from './new-note-dialog.js';

async function loadNotes(signal: AbortSignal) {
  const { notes } = await call(feedbackOperations.listCoachNotes, {}, { signal });
  return { rows: notes.map((row) => ({ kind: 'note' as const, id: row.id, version: row.version, row })), rest: {} };
}

/** Notes written and what the assistants answered, live. */
export function NotesPage() {
  const { t } = useTranslation('coach');
  const room = useLiveRoom({ room: 'mine', load: loadNotes });
  const [writing, setWriting] = useState(false);
  const [about, setAbout] = useState<string | null>(null);
  const notes = room.rowsOf('note').sort((a, b) => b.at.localeCompare(a.at));
  const people = [...new Map(notes.map((note) => [note.to.id, note.to.name]))].sort((a, b) => a[1].localeCompare(b[1]));
  const shown = notes.filter((note) => about === null || note.to.id === about);
  return (
    <>
      <PageHead title={t('notes.title')} lead={t('notes.lead')}>
        {people.length > 1 ? (
          <Select
            size="sm"
            w={210}
            clearable
            aria-label={t('notes.filter')}
            placeholder={t('notes.everyone')}
            value={about}
            onChange={setAbout}
            data={people.map(([value, label]) => ({ value, label }))}
            clearButtonProps={{ 'aria-label': t('notes.everyone') }}
          />
        ) : null}
        <Button size="sm" onClick={() => setWriting(true)}>
          {t('notes.write')}
        </Button>
      </PageHead>
      {room.rest === null ? (
        room.phase === 'offline' ? (
          <LoadFailed error={room.error} onRetry={room.refetch} />
        ) : (
          <RowsLoading rows={4} height={96} />
        )
      ) : (
        <>
          {room.phase === 'offline' ? <StaleNotice asOf={room.asOf} /> : null}
          {notes.length === 0 ? (
            <EmptyState title={t('notes.empty.title')} picture="pen">
              <p>{t('notes.empty.body')}</p>
            </EmptyState>
          ) : null}
          <ul className="coach-notes">
            {shown.map((note) => (
              <Note key={note.id} note={note} />
            ))}
          </ul>
        </>
      )}
      <NewNoteDialog
        opened={writing}
        onClose={() => setWriting(false)}
        onWritten={(row) => room.take({ kind: 'note', id: row.id, version: row.version, row })}
      />
    </>
  );
}

function Note({ note }: { readonly note: CoachNote }) {
  const { t } = useTranslation('coach');
  return (
    <li className="console-card coach-note">
      <header>
        <h2>{note.to.name}</h2>
        {note.ticketCode === null ? null : (
          <span className="coach-stub fb-code" translate="no">
            {note.ticketCode}
          </span>
        )}
        <span className="coach-faint">
          <When at={note.at} />
        </span>
        <span className="coach-note__state" data-read={note.readAt !== null || undefined}>
          {note.readAt === null ? (
            t('notes.unread')
          ) : (
            <>
              {t('notes.read')} <When at={note.readAt} />
            </>
          )}
        </span>
      </header>
      <p className="coach-note__body">{note.body}</p>
      {note.reply === null || note.repliedAt === null ? null : (
        <div className="coach-note__reply">
          <p className="coach-faint">
            {t('notes.answered', { name: note.to.name })} <When at={note.repliedAt} />
          </p>
          <p className="coach-note__body">{note.reply}</p>
        </div>
      )}
    </li>
  );
}
