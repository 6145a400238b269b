import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { WishId } from '../api/wish-id.js';
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
  const [wish] = useState(() => new WishId());
  return useMutation({
    mutationFn: (input: Input) => send(input, wish.of(input)),
    onError: (error) => {
      if (gone.current && what !== undefined) sayFailed(what, error);
    },
    onSuccess: async (answer, input) => {
      wish.done();
      onDone(answer, input);
      await queryClient.invalidateQueries({ queryKey: ['circulation'] });
    },
  });
}
