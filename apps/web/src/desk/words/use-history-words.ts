import { useTranslation } from 'react-i18next';

const told = [
  'ticket_filed',
  'ticket_claimed',
  'ticket_released',
  'ticket_lease_expired',
  'ticket_extended',
  'ticket_held',
  'ticket_returned',
  'ticket_handed_over',
  'ticket_escalated',
  'ticket_advised',
  'ticket_resolved',
  'ticket_reopened',
  'ticket_cancelled',
  'ticket_noted',
  'ticket_identified',
  'feedback_given',
] as const;
const isTold = (key: string): key is (typeof told)[number] => told.some((one) => one === key);

/** An event of the log, in the words of the desk. */
export function useHistoryWords(): (type: string) => string {
  const { t } = useTranslation('desk');
  return (type) => {
    const key = type.replace('.', '_');
    return t(isTold(key) ? `history.${key}` : 'history.other');
  };
}
