import './mail.css';
import { useTranslation } from 'react-i18next';
import { SectionLayout } from '../console/section-layout.js';
import { MailRoomProvider } from './mail-room.js';

/** The mail merge: what is under way, and the texts. */
export function MailPage() {
  const { t } = useTranslation('mail');
  return (
    <MailRoomProvider>
      <SectionLayout
        label={t('sections.label')}
        links={[
          { to: '/mail', label: t('sections.mailings'), exact: true },
          { to: '/mail/templates', label: t('sections.templates') },
        ]}
      />
    </MailRoomProvider>
  );
}
