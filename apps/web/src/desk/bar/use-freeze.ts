import { ticketOperations } from '@firstbell/contracts/tickets';
import { useMutation } from '@tanstack/react-query';
import { call } from '../../api/call.js';
import { useSayFailed } from '../../console/say.js';
import { useDesk } from '../desk-context.js';

/** Stopping every clock of the desk, and letting them go on. The coach's. */
export function useFreeze(): { readonly freeze: () => void; readonly thaw: () => void; readonly busy: boolean } {
  const { deskId, line } = useDesk();
  const sayFailed = useSayFailed();
  const change = useMutation({
    mutationFn: (freeze: boolean) => call(freeze ? ticketOperations.freezeDesk : ticketOperations.thawDesk, { deskId }),
    onSuccess: (desk) => line.take({ kind: 'desk', id: desk.id, version: desk.version, row: desk }),
    onError: sayFailed,
  });
  return { freeze: () => change.mutate(true), thaw: () => change.mutate(false), busy: change.isPending };
}
