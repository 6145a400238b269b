import type { Me } from '@firstbell/contracts/people';
import { useTranslation } from 'react-i18next';
import { Button } from '../../hallpass/button.js';
import { HallPassDrawing } from '../../hallpass/hall-pass-drawing.js';
import { CheckIcon } from '../kiosk-icons.js';
import { NameSearch } from '../name-search.js';
import type { Kiosk } from '../use-kiosk.js';

export function WelcomeScreen({ kiosk }: { readonly kiosk: Kiosk; readonly me: Me }) {
  const { t } = useTranslation('kiosk');
  const { lookingUp, notice, visit } = kiosk.flow;
  return (
    <div className="welcome">
      <section className="welcome__scan">
        <div className="welcome__pass">
          <HallPassDrawing beam />
        </div>
        <div className="welcome__words">
          <h1 className="fb-h1" tabIndex={-1}>
            {t('welcome.title')}
          </h1>
          <p className="fb-lead">{t('welcome.lead')}</p>
          <div role="status">
            {lookingUp === null ? null : (
              <p className="fb-notice welcome__got">
                <CheckIcon />
                {lookingUp.by === 'scan' ? t('welcome.found') : t('welcome.foundName', { name: lookingUp.name })}
              </p>
            )}
            {notice === null ? null : <p className="fb-notice">{t(`notice.${notice}`)}</p>}
          </div>
        </div>
      </section>
      <section className="welcome__name">
        <NameSearch
          key={visit}
          onPick={(personId, name) => kiosk.lookUp({ by: 'name', personId, name })}
          onTyped={(name) => kiosk.say({ type: 'typed-name', name })}
        />
        <div className="welcome__others">
          <Button large look="plain" onClick={() => kiosk.say({ type: 'is-new' })}>
            {t('welcome.isNew')}
          </Button>
          <Button large look="quiet" onClick={() => kiosk.say({ type: 'found-one' })}>
            {t('welcome.foundOne')}
          </Button>
        </div>
      </section>
    </div>
  );
}
