import type { Issue } from '@firstbell/contracts/issues';
import { useTranslation } from 'react-i18next';
import { Button } from '../../hallpass/button.js';
import { IssuePicture } from '../../hallpass/pictures/issue-picture.js';
import { spoken, spokenLines } from '../../i18n/spoken.js';
import { CheckIcon } from '../kiosk-icons.js';
import type { Visit } from '../use-kiosk.js';

export function SelfHelpScreen({ kiosk, issue }: { readonly kiosk: Visit; readonly issue: Issue }) {
  const { t, i18n } = useTranslation('kiosk');
  const language = i18n.resolvedLanguage ?? 'en';
  return (
    <div className="help">
      <div className="help__head">
        <IssuePicture picture={issue.picture} size={72} />
        <div>
          <p className="help__about">{spoken(issue.name, language)}</p>
          <h1 className="fb-h1" tabIndex={-1}>
            {t('selfHelp.title')}
          </h1>
        </div>
      </div>
      <ol className="help__steps">
        {spokenLines(issue.selfHelp, language).map((step, index) => (
          <li key={step} className="help__step">
            <span className="help__number" aria-hidden="true">
              {index + 1}
            </span>
            <p>{step}</p>
          </li>
        ))}
      </ol>
      <section className="help__ask" aria-labelledby="did-that-fix-it">
        <h2 id="did-that-fix-it">{t('selfHelp.ask')}</h2>
        <div className="kiosk__row">
          <Button large onClick={() => kiosk.fixedBySteps(issue)}>
            <CheckIcon />
            {t('selfHelp.yes')}
          </Button>
          <Button large look="marigold" onClick={() => kiosk.file(issue)}>
            {t('selfHelp.no')}
          </Button>
          <Button large look="plain" onClick={() => kiosk.file(issue, { keepPlace: true })}>
            {t('selfHelp.keepPlace')}
          </Button>
        </div>
      </section>
    </div>
  );
}
