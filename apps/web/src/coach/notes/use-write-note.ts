import { feedbackOperations } from '@firstbell/contracts/feedback';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { v7 } from 'uuid';
import { call } from '../../api/call.js';

export interface NewNote {
  readonly toPersonId: string;
  readonly body: string;
  readonly reviewId?: string;
}

export const notesKey = ['coach-notes'] as const;

/** A form keeps its note's id over retries: a note whose answer was lost is not written twice. */
export function useWriteNote() {
  const queryClient = useQueryClient();
  const [id, setId] = useState(() => v7());
  return useMutation({
    mutationFn: (note: NewNote) => call(feedbackOperations.writeCoachNote, { id, ...note }),
    onSuccess: () => {
      setId(v7());
      return queryClient.invalidateQueries({ queryKey: notesKey });
    },
  });
}
