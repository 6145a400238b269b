import { feedbackOperations, type ReviewRow } from '@firstbell/contracts/feedback';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { WishId } from '../../api/wish-id.js';
import { sayDone, useSayFailed } from '../../console/say.js';
import { useCoach } from '../live/coach-context.js';

/** The answer is shown at once; the live room brings the same again with its true version. */
function useGone(): (review: ReviewRow) => void {
  const { take } = useCoach();
  const queryClient = useQueryClient();
  return (review) => {
    take({ kind: 'review', id: review.id, version: review.version + 1, row: null });
    void queryClient.invalidateQueries({ queryKey: ['reviews', 'settled'] });
    void queryClient.invalidateQueries({ queryKey: ['ticket', review.ticketId] });
  };
}

/** A taken review stays in the inbox until its ticket is done or given back; the live room says so. */
export function useTakeEscalation() {
  const { take } = useCoach();
  const queryClient = useQueryClient();
  const sayFailed = useSayFailed();
  const [wish] = useState(() => new WishId());
  return useMutation({
    mutationFn: ({ id: reviewId }: ReviewRow) => call(feedbackOperations.takeEscalation, { reviewId, requestId: wish.of(reviewId) }),
    onSuccess: (row, review) => {
      wish.done();
      take({ kind: 'ticket', id: row.id, version: row.version, row });
      return queryClient.invalidateQueries({ queryKey: ['ticket', review.ticketId] });
    },
    onError: sayFailed,
  });
}

export function useSettle() {
  const { t } = useTranslation('coach');
  const gone = useGone();
  const sayFailed = useSayFailed();
  return useMutation({
    mutationFn: (review: ReviewRow) => call(feedbackOperations.settleReview, { reviewId: review.id }),
    onSuccess: (_done, review) => {
      sayDone(t('actions.settled', { code: review.code }));
      gone(review);
    },
    onError: sayFailed,
  });
}

export interface Advice {
  readonly review: ReviewRow;
  readonly requestId: string;
  readonly advice: string;
  readonly to: 'assistant' | 'line';
}

export function useReturnWithAdvice() {
  const { t } = useTranslation('coach');
  const gone = useGone();
  return useMutation({
    mutationFn: ({ review, ...rest }: Advice) => call(feedbackOperations.returnEscalation, { reviewId: review.id, ...rest }),
    onSuccess: ({ claimedBy }, { review, to }) => {
      const { code, assistant } = review;
      if (claimedBy !== null) sayDone(t('advice.doneAssistant', { code, name: claimedBy.name }));
      else if (to === 'assistant' && assistant !== null) sayDone(t('advice.doneAway', { code, name: assistant.name }));
      else sayDone(t('advice.doneLine', { code }));
      gone(review);
    },
  });
}
