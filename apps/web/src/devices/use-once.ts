import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { v7 } from 'uuid';
import { useSayFailedLater } from '../console/say.js';

/**
 * A change under an id that stays the same until it went through, so that pressing again after a lost answer changes nothing
 * twice. What is refused when its form has gone is said by the name it has in `what`.
 */
export function useOnce<Input, Answer>(
  send: (input: Input, requestId: string) => Promise<Answer>,
  onDone: (answer: Answer, input: Input) => void,
  what?: string,
) {
  const queryClient = useQueryClient();
  const sayFailed = useSayFailedLater();
  const gone = useRef(false);
  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
    };
  }, []);
  const requestId = useRef({ id: v7(), of: '' });
  return useMutation({
    mutationFn: (input: Input) => {
      // Corrected after a refusal it is another request.
      const content = JSON.stringify(input);
      if (requestId.current.of !== content) requestId.current = { id: v7(), of: content };
      return send(input, requestId.current.id);
    },
    onError: (error) => {
      if (gone.current && what !== undefined) sayFailed(what, error);
    },
    onSuccess: async (answer, input) => {
      requestId.current = { id: v7(), of: '' };
      onDone(answer, input);
      await queryClient.invalidateQueries({ queryKey: ['circulation'] });
    },
  });
}
