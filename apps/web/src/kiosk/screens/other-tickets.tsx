import { useTranslation } from 'react-i18next';
import { Button } from '../../hallpass/button.js';
import { otherTickets } from '../open-tickets.rules.js';
import type { Visit } from '../use-kiosk.js';

/** The way to the student's tickets that this screen is not about; nothing where there are none. */
export function OtherTickets({ kiosk }: { readonly kiosk: Visit }) {
  const { t } = useTranslation('kiosk');
  const others = otherTickets(kiosk.flow).length;
  if (others === 0) return null;
  return (
    <Button large look="plain" onClick={() => kiosk.say({ type: 'my-tickets' })}>
      {t('openTickets.others', { count: others })}
    </Button>
  );
}
