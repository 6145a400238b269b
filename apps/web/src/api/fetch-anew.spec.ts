import { describe, expect, it } from '@jest/globals';
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { fetchAnew } from './fetch-anew.js';

describe('fetching anew', () => {
  it('shows a change that came while the first list was under way, already read', async () => {
    const answers: ((rows: string[]) => void)[] = [];
    const queryClient = new QueryClient();
    const list = { queryKey: ['rollout', 'list'], queryFn: () => new Promise<string[]>((answer) => answers.push(answer)) };
    const screen = new QueryObserver(queryClient, list);
    const leave = screen.subscribe(() => undefined);

    const told = fetchAnew(queryClient, ['rollout']);
    answers[0]?.(['before the change']);
    while (answers.length < 2) await new Promise(setImmediate);
    answers[1]?.(['after the change']);
    await told;
    expect(screen.getCurrentResult().data).toEqual(['after the change']);
    leave();
  });
});
