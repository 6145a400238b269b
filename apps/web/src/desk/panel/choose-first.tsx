import { useTranslation } from 'react-i18next';
import { useDeskSettings } from '../desk-settings.js';

const first = [
  ['N', 'next'],
  ['J', 'down'],
  ['Q', 'quickLog'],
  ['?', 'help'],
] as const;

/** Nothing chosen: what to do, and the few keys worth learning first. */
export function ChooseFirst() {
  const { t } = useTranslation('desk');
  const { singleKeys } = useDeskSettings();
  return (
    <div className="desk-choose">
      <svg viewBox="0 0 160 96" width="160" height="96" aria-hidden="true" className="desk-choose__ticket">
        <path d="M10 6h140a8 8 0 0 1 8 8v24a10 10 0 0 0 0 20v24a8 8 0 0 1-8 8H10a8 8 0 0 1-8-8V58a10 10 0 0 0 0-20V14a8 8 0 0 1 8-8z" />
        <path d="M108 10v76" strokeDasharray="2 6" />
        <path d="M26 36h52M26 50h64M26 64h36" />
      </svg>
      <h2>{t('panel.chooseTitle')}</h2>
      <p>{t('panel.chooseBody')}</p>
      {singleKeys ? (
        <dl className="desk-choose__keys">
          {first.map(([key, command]) => (
            <div key={key}>
              <dt>
                <kbd className="desk-kbd">{key}</kbd>
              </dt>
              <dd>{t(`help.${command}`)}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </div>
  );
}
