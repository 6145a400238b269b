import { Button, Textarea } from '@mantine/core';
import { type LineRow, type TicketDetail, ticketOperations } from '@firstbell/contracts/tickets';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { FormProblem } from '../../console/form-problem.js';
import { When } from '../../console/when.js';
import { sendPersistently } from '../actions/send-persistently.js';
import { useDesk } from '../desk-context.js';
import { possible } from './possible.rules.js';
import { noteFieldId } from './do-action.js';
import { draftOf, draftSent, onDrafts, wishOf, writeDraft } from './note-drafts.js';

interface TicketNotesProps {
  readonly row: LineRow;
  /** Undefined while they come. */
  readonly notes: TicketDetail['notes'] | undefined;
}

/** Private notes for whoever works on the ticket next. The holder writes them; words begun before the ticket went stay readable. */
export function TicketNotes({ row, notes }: TicketNotesProps) {
  const { t } = useTranslation('desk');
  const { me, isCoach } = useDesk();
  const mayWrite = possible(row, { id: me.id, isCoach }).includes('note');
  const draft = useSyncExternalStore(onDrafts, () => draftOf(row.id));
  const showsForm = mayWrite || draft !== '';
  if (!showsForm && (notes === undefined || notes.length === 0)) return null;
  return (
    <section className="desk-notes">
      <h3>{t('panel.notes')}</h3>
      {notes?.length === 0 && !showsForm ? <p>{t('panel.notesEmpty')}</p> : null}
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
      {showsForm ? <NoteForm ticketId={row.id} body={draft} /> : null}
    </section>
  );
}

function NoteForm({ ticketId, body }: { readonly ticketId: string; readonly body: string }) {
  const { t } = useTranslation('desk');
  const queryClient = useQueryClient();
  const add = useMutation({
    mutationFn: (text: string) => {
      const id = wishOf(ticketId).of(text);
      return sendPersistently(() => call(ticketOperations.addNote, { ticketId, id, body: text }));
    },
    onSuccess: async (_, text) => {
      draftSent(ticketId, text);
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
        onChange={(event) => writeDraft(ticketId, event.currentTarget.value)}
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
