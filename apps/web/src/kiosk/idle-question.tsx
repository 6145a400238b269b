import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../hallpass/button.js';

/** Any touch or key is an answer; the button is for those who look for one. */
export function IdleQuestion({ secondsLeft, onStartOver }: { readonly secondsLeft: number; readonly onStartOver: () => void }) {
  const { t } = useTranslation('kiosk');
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} className="kiosk__idle" aria-labelledby="idle-title">
      <h2 id="idle-title" className="fb-h1">
        {t('idle.title')}
      </h2>
      <p className="fb-lead" role="timer">
        {t('idle.lead', { count: secondsLeft })}
      </p>
      <div className="kiosk__row">
        <Button large autoFocus>
          {t('idle.stay')}
        </Button>
        <Button large look="plain" onClick={onStartOver}>
          {t('startOver')}
        </Button>
      </div>
    </dialog>
  );
}
