import { useTranslation } from 'react-i18next';
import { useDeskSettings } from '../desk-settings.js';
import { DeskModal } from './desk-modal.js';
import { deskCommands, keysOf } from '../keys/desk-keys.rules.js';

/** Every key and what it does. */
export function KeyHelp({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('desk');
  const { singleKeys } = useDeskSettings();
  return (
    <DeskModal title={t('help.title')} size="lg" onClose={onClose}>
      <p className="desk-dialog__body">{singleKeys ? t('help.body') : t('help.off')}</p>
      <dl className="desk-help">
        {deskCommands.map((command) => (
          <div key={command}>
            <dt>
              {keysOf[command].map((key) => (
                <kbd key={key} className="desk-kbd">
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{t(`help.${command}`)}</dd>
          </div>
        ))}
      </dl>
    </DeskModal>
  );
}
