import { useTranslation } from 'react-i18next';
import { Ticket } from '../../hallpass/ticket.js';

/** Rarely seen; at most the four seconds until the kiosk keeps the ticket itself. */
export function SendingScreen() {
  const { t } = useTranslation('kiosk');
  return (
    <div className="ending">
      <div className="ending__ticket" aria-hidden="true">
        <Ticket code="· · ·" look="quiet" />
      </div>
      <div className="ending__words">
        <h1 className="fb-h1" tabIndex={-1}>
          {t('sending.title')}
        </h1>
        <p className="fb-lead">{t('sending.lead')}</p>
      </div>
    </div>
  );
}
