import type { OpenSession } from '@firstbell/contracts/sessions';
import { useTranslation } from 'react-i18next';

/** "Chrome on Windows", as far as it is known. */
export function useDeviceName(): (session: Pick<OpenSession, 'browser' | 'system'>) => string {
  const { t } = useTranslation('account');
  return ({ browser, system }) => {
    if (browser === 'other' && system === 'other') return t('device.unknown');
    return t('device.on', { browser: t(`browsers.${browser}`), system: t(`systems.${system}`) });
  };
}
