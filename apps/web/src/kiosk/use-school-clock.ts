import type { Me } from '@firstbell/contracts/people';
import { useTranslation } from 'react-i18next';

/** "10:41" on the clock of the kiosk's school, in the language on screen. */
export function useSchoolClock(me: Me): (at: string) => string {
  const { i18n } = useTranslation();
  const clock = new Intl.DateTimeFormat(i18n.resolvedLanguage, { timeZone: me.school.timeZone, hour: 'numeric', minute: '2-digit' });
  return (at) => clock.format(new Date(at));
}
