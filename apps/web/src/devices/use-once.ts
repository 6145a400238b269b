import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { v7 } from 'uuid';

/** A change under an id that stays the same until it went through, so that pressing again after a lost answer changes nothing twice. */
export function useOnce<Input, Answer>(
  send: (input: Input, requestId: string) => Promise<Answer>,
  onDone: (answer: Answer, input: Input) => void,
) {
  const queryClient = useQueryClient();
  const requestId = useRef({ id: v7(), of: '' });
  return useMutation({
    mutationFn: (input: Input) => {
      // Corrected after a refusal it is another request.
      const content = JSON.stringify(input);
      if (requestId.current.of !== content) requestId.current = { id: v7(), of: content };
      return send(input, requestId.current.id);
    },
    onSuccess: async (answer, input) => {
      requestId.current = { id: v7(), of: '' };
      onDone(answer, input);
      await queryClient.invalidateQueries({ queryKey: ['circulation'] });
    },
  });
}
