import { type Issue, issueOperations } from '@firstbell/contracts/issues';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.js';
import { issuesQuery } from '../../api/issues-query.js';
import { WishId } from '../../api/wish-id.js';
import { type IssueDraft, sentOf } from './issue-draft.rules.js';

/** Saves against the version that was read; a new issue joins at the end of the kiosk. */
export function useSaveIssue(seen: Issue | null, all: readonly Issue[]) {
  const queryClient = useQueryClient();
  const [wish] = useState(() => new WishId());
  return useMutation({
    mutationFn: (draft: IssueDraft) =>
      seen === null
        ? call(issueOperations.createIssue, {
            id: wish.of(draft),
            ...sentOf(draft),
            position: Math.min(999, Math.max(-1, ...all.map((one) => one.position)) + 1),
          })
        : call(issueOperations.updateIssue, { issueId: seen.id, version: seen.version, ...sentOf(draft) }),
    onSuccess: (saved) => {
      queryClient.setQueryData(issuesQuery.queryKey, (known) => {
        const others = (known ?? []).filter((one) => one.id !== saved.id);
        return [...others, saved].sort((a, b) => a.position - b.position);
      });
    },
  });
}
