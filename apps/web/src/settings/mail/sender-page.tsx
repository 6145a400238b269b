import '../../mail/mail.css';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../console/loaded.js';
import { PageHead } from '../../console/section-layout.js';
import { AdministratorsOnly } from '../administrators-only.js';
import { SenderForm } from './sender-form.js';
import { senderQuery } from './sender-query.js';
import { SenderTest } from './sender-test.js';

export function SenderPage() {
  return (
    <AdministratorsOnly>
      <Sender />
    </AdministratorsOnly>
  );
}

function Sender() {
  const { t } = useTranslation('mail');
  const sender = useQuery(senderQuery);
  return (
    <>
      <PageHead title={t('settings.title')} lead={t('settings.lead')} />
      <Loaded query={sender}>
        {({ sender: saved }) => (
          <div className="mail-stack">
            <SenderForm key={saved === null ? 'new' : 'saved'} saved={saved} />
            <SenderTest saved={saved} />
          </div>
        )}
      </Loaded>
    </>
  );
}
