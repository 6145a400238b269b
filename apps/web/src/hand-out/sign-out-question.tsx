import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../hallpass/button.js';

interface SignOutQuestionProps {
  readonly left: number;
  readonly onStay: () => void;
  readonly onSignOut: () => void;
}

/** What is not sent yet waits for the next person who signs in on this computer. */
export function SignOutQuestion({ left, onStay, onSignOut }: SignOutQuestionProps) {
  const { t } = useTranslation('handOut');
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="ho-dialog" aria-labelledby="ho-sign-out" onClose={onStay}>
      <h2 id="ho-sign-out">{t('signOut.title', { count: left })}</h2>
      <p>{t('signOut.words')}</p>
      <div className="ho-step__go">
        <Button onClick={onStay}>{t('signOut.stay')}</Button>
        <Button look="plain" onClick={onSignOut}>
          {t('signOut.go')}
        </Button>
      </div>
    </dialog>
  );
}
