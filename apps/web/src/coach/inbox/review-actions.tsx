import { Button, Group } from '@mantine/core';
import type { ReviewRow } from '@firstbell/contracts/feedback';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sayDone } from '../../console/say.js';
import { useCoach } from '../live/coach-context.js';
import { AdviceForm } from './advice-form.js';
import { canReturn, canTake, isTaken } from './inbox-groups.rules.js';
import { NoteForm } from './note-form.js';
import { useSettle, useTakeEscalation } from './use-review-actions.js';

/** One form at a time, open below the buttons, so that what it is about stays in sight. */
export function ReviewActions({ review }: { readonly review: ReviewRow }) {
  const { t } = useTranslation('coach');
  const navigate = useNavigate();
  const { deskId } = useCoach();
  const openAtDesk = (ticketId: string): void => void navigate({ to: '/desk', search: { ticket: ticketId, desk: deskId } });
  const [form, setForm] = useState<'advice' | 'note' | null>(null);
  const takeIt = useTakeEscalation();
  const settle = useSettle();
  const takes = canTake(review);
  const { assistant } = review;
  return (
    <section aria-label={t('actions.label')} className="coach-actions">
      <Group gap="sm">
        {takes ? (
          <Button
            loading={takeIt.isPending}
            onClick={() =>
              takeIt.mutate(review, {
                onSuccess: (row) => {
                  sayDone(t('actions.taken', { code: row.code }));
                  openAtDesk(row.id);
                },
              })
            }
          >
            {t('actions.take')}
          </Button>
        ) : null}
        {isTaken(review) ? <Button onClick={() => openAtDesk(review.ticketId)}>{t('actions.openAtDesk')}</Button> : null}
        {canReturn(review) ? (
          <Button
            variant={form === 'advice' ? 'light' : 'default'}
            aria-expanded={form === 'advice'}
            onClick={() => setForm(form === 'advice' ? null : 'advice')}
          >
            {t('actions.return')}
          </Button>
        ) : null}
        {assistant === null ? null : (
          <Button
            variant={form === 'note' ? 'light' : 'default'}
            aria-expanded={form === 'note'}
            onClick={() => setForm(form === 'note' ? null : 'note')}
          >
            {t('actions.note', { name: assistant.name })}
          </Button>
        )}
        <Button variant={takes || isTaken(review) ? 'subtle' : 'filled'} loading={settle.isPending} onClick={() => settle.mutate(review)}>
          {t('actions.settle')}
        </Button>
      </Group>
      {form === 'advice' ? <AdviceForm review={review} onDone={() => setForm(null)} /> : null}
      {form === 'note' && assistant !== null ? <NoteForm review={review} to={assistant} onDone={() => setForm(null)} /> : null}
    </section>
  );
}
