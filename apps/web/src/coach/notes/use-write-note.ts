import { feedbackOperations } from '@firstbell/contracts/feedback';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.js';
import { WishId } from '../../api/wish-id.js';

export interface NewNote {
  readonly toPersonId: string;
  readonly body: string;
  readonly reviewId?: string;
}

export const notesKey = ['coach-notes'] as const;

/** A note whose answer was lost is not written twice by sending it again; corrected meanwhile it is another note. */
export function useWriteNote() {
  const queryClient = useQueryClient();
  const [wish] = useState(() => new WishId());
  return useMutation({
    mutationFn: (note: NewNote) => call(feedbackOperations.writeCoachNote, { id: wish.of(note), ...note }),
    onSuccess: () => {
      wish.done();
      return queryClient.invalidateQueries({ queryKey: notesKey });
    },
  });
}
