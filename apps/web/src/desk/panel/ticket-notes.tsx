import { Button, Textarea } from '@mantine/core';
import { type LineRow, type TicketDetail, ticketOperations } from '@firstbell/contracts/tickets';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuidv7 } from 'uuid';
import { call } from '../../api/call.js';
import { FormProblem } from '../../console/form-problem.js';
import { When } from '../../console/when.js';
import { sendPersistently } from '../actions/send-persistently.js';
import { useDesk } from '../desk-context.js';
import { possible } from './possible.rules.js';
import { noteFieldId } from './do-action.js';

interface TicketNotesProps {
  readonly row: LineRow;
  /** Undefined while they come. */
  readonly notes: TicketDetail['notes'] | undefined;
}

/** Private notes for whoever works on the ticket next. The holder writes them. */
export function TicketNotes({ row, notes }: TicketNotesProps) {
  const { t } = useTranslation('desk');
  const { me, isCoach } = useDesk();
  const mayWrite = possible(row, { id: me.id, isCoach }).includes('note');
  if (!mayWrite && (notes === undefined || notes.length === 0)) return null;
  return (
    <section className="desk-notes">
      <h3>{t('panel.notes')}</h3>
      {notes?.length === 0 && !mayWrite ? <p>{t('panel.notesEmpty')}</p> : null}
      <ul>
        {notes?.map((note) => (
          <li key={note.id}>
            <p>{note.body}</p>
            <small>
              {note.by} · <When at={note.at} />
            </small>
          </li>
        ))}
      </ul>
      {mayWrite ? <NoteForm ticketId={row.id} /> : null}
    </section>
  );
}

function NoteForm({ ticketId }: { readonly ticketId: string }) {
  const { t } = useTranslation('desk');
  const queryClient = useQueryClient();
  const [body, setBody] = useState('');
  /** Made once a note and kept for its retries, so that it is written once. */
  const noteId = useRef(uuidv7());
  const add = useMutation({
    mutationFn: (text: string) => sendPersistently(() => call(ticketOperations.addNote, { ticketId, id: noteId.current, body: text })),
    onSuccess: async (_, text) => {
      noteId.current = uuidv7();
      setBody((now) => (now.trim() === text.trim() ? '' : now));
      await queryClient.invalidateQueries({ queryKey: ['ticket', ticketId] });
    },
  });
  const submit = (event?: SyntheticEvent): void => {
    event?.preventDefault();
    if (body.trim() !== '' && !add.isPending) add.mutate(body.trim());
  };
  return (
    <form onSubmit={submit} className="desk-notes__form">
      <Textarea
        id={noteFieldId}
        label={t('panel.noteLabel')}
        description={t('panel.noteHint')}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={2000}
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
      <FormProblem error={add.error} />
      <Button type="submit" size="sm" variant="default" loading={add.isPending} disabled={body.trim() === ''}>
        {t('panel.noteAdd')}
      </Button>
    </form>
  );
}
