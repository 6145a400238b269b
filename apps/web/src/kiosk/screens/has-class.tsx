import { useTranslation } from 'react-i18next';
import { Button } from '../../hallpass/button.js';
import type { Kiosk } from '../use-kiosk.js';

interface HasClassProps {
  readonly kiosk: Kiosk;
  readonly ticket: { readonly id: string; readonly code: string };
}

export function HasClass({ kiosk, ticket: { id, code } }: HasClassProps) {
  const { t } = useTranslation('kiosk');
  return (
    <Button large look="plain" onClick={() => kiosk.say({ type: 'has-class', ticketId: id, code })}>
      {t('class.have')}
    </Button>
  );
}
