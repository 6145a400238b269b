import { Button, Textarea } from '@mantine/core';
import { type CoachNote, feedbackOperations } from '@firstbell/contracts/feedback';
import { useMutation } from '@tanstack/react-query';
import { type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.js';
import { FormProblem } from '../console/form-problem.js';
import { useSayFailed } from '../console/say.js';
import { When } from '../console/when.js';

interface CoachNoteCardProps {
  readonly note: CoachNote;
  readonly onChanged: (note: CoachNote) => void;
}

/** One note: read, then answered once. */
export function CoachNoteCard({ note, onChanged }: CoachNoteCardProps) {
  const { t } = useTranslation('me');
  const sayFailed = useSayFailed();
  const [answering, setAnswering] = useState(false);
  const read = useMutation({
    mutationFn: () => call(feedbackOperations.readCoachNote, { noteId: note.id }),
    onSuccess: onChanged,
    onError: sayFailed,
  });
  return (
    <article className="me-note" data-unread={note.readAt === null || undefined}>
      <header>
        <strong>{note.from.name}</strong>
        {note.ticketCode === null ? null : <span className="me-note__about">{t('notes.about', { code: note.ticketCode })}</span>}
        <When at={note.at} />
        {note.readAt === null ? <span className="me-notes__unread">{t('notes.new')}</span> : null}
      </header>
      <p className="me-note__body">{note.body}</p>
      {note.reply === null ? null : (
        <blockquote className="me-note__reply">
          <small>
            {t('notes.yours')}
            {note.repliedAt === null ? null : (
              <>
                {' '}
                · <When at={note.repliedAt} />
              </>
            )}
          </small>
          {note.reply}
        </blockquote>
      )}
      {answering ? (
        <AnswerForm
          note={note}
          onAnswered={(changed) => {
            setAnswering(false);
            onChanged(changed);
          }}
          onCancel={() => setAnswering(false)}
        />
      ) : (
        <div className="me-note__actions">
          {note.readAt === null ? (
            <Button size="sm" loading={read.isPending} onClick={() => read.mutate()}>
              {t('notes.markRead')}
            </Button>
          ) : null}
          {note.reply === null ? (
            <Button
              size="sm"
              variant="default"
              onClick={() => {
                setAnswering(true);
                if (note.readAt === null) read.mutate();
              }}
            >
              {t('notes.answer')}
            </Button>
          ) : null}
        </div>
      )}
    </article>
  );
}

function AnswerForm({
  note,
  onAnswered,
  onCancel,
}: {
  readonly note: CoachNote;
  readonly onAnswered: (note: CoachNote) => void;
  readonly onCancel: () => void;
}) {
  const { t } = useTranslation('me');
  const [reply, setReply] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const send = useMutation({
    mutationFn: (text: string) => call(feedbackOperations.answerCoachNote, { noteId: note.id, reply: text }),
    onSuccess: onAnswered,
  });
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (reply.trim() !== '' && !send.isPending) send.mutate(reply.trim());
  };
  return (
    <form onSubmit={submit} className="me-note__form">
      <Textarea
        label={t('notes.answerLabel', { name: note.from.name })}
        description={t('notes.answerHint')}
        autosize
        minRows={3}
        maxRows={10}
        maxLength={2000}
        value={reply}
        onChange={(event) => setReply(event.currentTarget.value)}
        ref={field}
      />
      <FormProblem error={send.error} />
      <div className="me-note__actions">
        <Button type="submit" size="sm" loading={send.isPending} disabled={reply.trim() === ''}>
          {t('notes.send')}
        </Button>
        <Button size="sm" variant="default" onClick={onCancel}>
          {t('notes.cancel')}
        </Button>
      </div>
    </form>
  );
}
