import { ticketOperations } from '@firstbell/contracts/tickets';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { useSayFailed } from '../../console/say.js';
import { useDesk } from '../desk-context.js';

export interface Duty {
  readonly on: boolean;
  readonly busy: boolean;
  readonly start: () => void;
  readonly end: () => void;
  /** The coach takes someone off the line. */
  readonly takeOff: (person: { id: string; name: string }) => void;
}

export function useDuty(): Duty {
  const { t } = useTranslation('desk');
  const { me, deskId, line } = useDesk();
  const sayFailed = useSayFailed();
  const start = useMutation({
    mutationFn: () => call(ticketOperations.startDuty, { deskId }),
    onSuccess: () => line.refetch(),
    onError: sayFailed,
  });
  const end = useMutation({
    mutationFn: (person: { id: string; name: string } | null) => call(ticketOperations.endDuty, { deskId, personId: person?.id }),
    onSuccess: (_done, person) => {
      line.refetch();
      if (person !== null) notifications.show({ message: t('duty.takenOff', { name: person.name }), color: 'pine' });
    },
    onError: sayFailed,
  });
  const holding = line.groups.mine.length;
  return {
    on: line.duty.some((one) => one.id === me.id),
    busy: start.isPending || end.isPending,
    start: () => start.mutate(),
    end: () => {
      if (holding > 0)
        notifications.show({ message: t('bar.endDutyHolding', { count: holding }), color: 'marigold', autoClose: 8_000, role: 'alert' });
      else end.mutate(null);
    },
    takeOff: (person) => end.mutate(person),
  };
}
