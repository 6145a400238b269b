import type { FiledTicket } from '@firstbell/contracts/tickets';
import { useTranslation } from 'react-i18next';

interface PlaceAndWaitProps {
  readonly ticket: Pick<FiledTicket, 'place' | 'wait'> & Pick<Partial<FiledTicket>, 'nobodyQualified'>;
}

/** The wait is a range, or nothing when too little is known to say. Nobody is next where nobody may take the ticket. */
export function PlaceAndWait({ ticket }: PlaceAndWaitProps) {
  const { t } = useTranslation('kiosk');
  const { place, wait, nobodyQualified } = ticket;
  if (nobodyQualified != null) return t('ending.keptStub');
  const words =
    wait === null
      ? null
      : wait.toMinutes <= 1
        ? t('ending.waitShort')
        : wait.fromMinutes === wait.toMinutes
          ? t('ending.waitOne', { to: wait.toMinutes })
          : t('ending.wait', { from: wait.fromMinutes, to: wait.toMinutes });
  return (
    <>
      {place === null ? t('ending.noPlace') : place === 1 ? t('ending.next') : t('ending.place', { place })}
      {words === null ? null : <span className="ending__wait">{words}</span>}
    </>
  );
}
