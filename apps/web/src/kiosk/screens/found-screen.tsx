import { useTranslation } from 'react-i18next';
import { LaptopDrawing } from '../kiosk-icons.js';
import type { Kiosk } from '../use-kiosk.js';

/** Whoever found a laptop scans its tag; they are not asked who they are, nor told whose it is. */
export function FoundScreen({ kiosk }: { readonly kiosk: Kiosk }) {
  const { t } = useTranslation('kiosk');
  const { notice } = kiosk.flow;
  return (
    <div className="ending">
      <div className="ending__ticket">
        <LaptopDrawing />
      </div>
      <div className="ending__words">
        <h1 className="fb-h1" tabIndex={-1}>
          {t('found.title')}
        </h1>
        <p className="fb-lead">{t('found.lead')}</p>
        <p className="fb-lead">{t('found.noScan')}</p>
        <div role="status">{notice === null ? null : <p className="fb-notice">{t(`notice.${notice}`)}</p>}</div>
      </div>
    </div>
  );
}
