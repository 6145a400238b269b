import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsAdministrator } from './use-is-administrator.js';

/** A page whose address somebody without the role may still type. */
export function AdministratorsOnly({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('staff');
  if (useIsAdministrator()) return children;
  return (
    <section className="console-empty">
      <h1>{t('notYours.title')}</h1>
      <p>{t('notYours.advice')}</p>
    </section>
  );
}
