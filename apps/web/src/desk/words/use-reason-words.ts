import { cancelReasons, escalationReasons, holdReasons, outOfOrderReasons } from '@firstbell/contracts/tickets';
import { useTranslation } from 'react-i18next';

const among = <const T extends readonly string[]>(list: T, text: string): text is T[number] => list.includes(text);

/** A reason as the log keeps it (`student_in_class`), said in words; anything else stays as it was written. */
export function useReasonWords(): (text: string) => string {
  const { t } = useTranslation('desk');
  return (text) => {
    if (among(holdReasons, text)) return t(`hold.${text}`);
    if (among(escalationReasons, text)) return t(`escalation.${text}`);
    if (among(outOfOrderReasons, text)) return t(`why.${text}`);
    if (among(cancelReasons, text)) return t(`cancelling.${text}`);
    return text;
  };
}
