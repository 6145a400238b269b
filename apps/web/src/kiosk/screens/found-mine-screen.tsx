import type { Identified } from '@firstbell/contracts/tickets';
import { useTranslation } from 'react-i18next';
import { Button } from '../../hallpass/button.js';
import { Ticket } from '../../hallpass/ticket.js';
import type { Kiosk } from '../use-kiosk.js';

interface FoundMineScreenProps {
  readonly kiosk: Kiosk;
  readonly found: NonNullable<Identified['foundLaptop']>;
}

/** Told each time until they have it again. */
export function FoundMineScreen({ kiosk, found }: FoundMineScreenProps) {
  const { t } = useTranslation('kiosk');
  return (
    <div className="ending">
      <div className="ending__ticket">
        <Ticket code={found.tag}>{found.model}</Ticket>
      </div>
      <div className="ending__words">
        <h1 className="fb-h1" tabIndex={-1}>
          {t('foundMine.title')}
        </h1>
        <p className="fb-lead">{found.atDesk ? t('foundMine.atDesk') : t('foundMine.onItsWay')}</p>
        <div className="kiosk__column">
          <Button large onClick={() => kiosk.say({ type: 'told-of-found' })}>
            {t('continue')}
          </Button>
          <Button large look="plain" onClick={() => kiosk.hasItAgain(found.foundId)}>
            {t('foundMine.haveIt')}
          </Button>
        </div>
      </div>
    </div>
  );
}
