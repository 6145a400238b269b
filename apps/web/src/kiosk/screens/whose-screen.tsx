import { useTranslation } from 'react-i18next';
import { Button } from '../../hallpass/button.js';
import { LaptopDrawing } from '../kiosk-icons.js';
import type { Kiosk } from '../use-kiosk.js';

interface WhoseScreenProps {
  readonly kiosk: Kiosk;
  readonly scan: string;
  /** Known to be a laptop's tag; else nobody could be asked, and it may be a badge. */
  readonly isLaptop: boolean;
}

/** Who holds a laptop's tag may have found the laptop, so nothing about its holder is known here before they say it is theirs. */
export function WhoseScreen({ kiosk, scan, isLaptop }: WhoseScreenProps) {
  const { t } = useTranslation('kiosk');
  const isMine = (): void => (isLaptop ? kiosk.lookUp({ by: 'scan', scan, mine: true }) : kiosk.say({ type: 'is-mine', scan }));
  return (
    <div className="ending">
      <div className="ending__ticket">
        <LaptopDrawing />
      </div>
      <div className="ending__words">
        <h1 className="fb-h1" tabIndex={-1}>
          {isLaptop ? t('whose.laptop') : t('whose.scan')}
        </h1>
        <p className="fb-lead">{t('whose.lead', { scan })}</p>
        <div className="kiosk__column">
          <Button large onClick={isMine}>
            {t('whose.mine')}
          </Button>
          <Button large look="plain" onClick={() => kiosk.reportFound(scan)}>
            {t('whose.found')}
          </Button>
        </div>
        <div role="status">{kiosk.flow.lookingUp === null ? null : <p className="fb-notice welcome__got">{t('welcome.found')}</p>}</div>
      </div>
    </div>
  );
}
