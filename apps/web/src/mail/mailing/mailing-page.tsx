import { type Mailing, mailingOperations } from '@firstbell/contracts/mailing';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { Loaded } from '../../console/loaded.js';
import { PageHead } from '../../console/section-layout.js';
import { StaleNotice } from '../../console/stale-notice.js';
import { When } from '../../console/when.js';
import { useMailRoom } from '../mail-room.js';
import { SenderBanner } from '../sender-banner.js';
import { StateBadge } from '../state-badge.js';
import { MailItems } from './mail-items.js';
import { MailingProgress } from './mailing-progress.js';
import { MailingSteps } from './mailing-steps.js';

const route = getRouteApi('/_staff/mail/$mailingId');

export function MailingPage() {
  const { t } = useTranslation('mail');
  const { mailingId } = route.useParams();
  const { mailings, offline, asOf } = useMailRoom();
  const live = mailings?.find((one) => one.id === mailingId);
  const fetched = useQuery({
    queryKey: ['mailing', mailingId],
    queryFn: ({ signal }) => call(mailingOperations.mailing, { mailingId }, { signal }),
  });
  return (
    <Loaded query={fetched} title={t('mailings.title')}>
      {(data) => {
        const one: Mailing = live !== undefined && live.version >= data.version ? live : data;
        return (
          <>
            <PageHead
              title={one.name}
              lead={
                <>
                  <Link to="/mail" className="fb-link">
                    {t('one.all')}
                  </Link>{' '}
                  · <When at={one.startedAt} />
                  {one.startedBy === null ? '' : `, ${t('one.startedBy', { name: one.startedBy.name })}`}
                </>
              }
            >
              <StateBadge state={one.state} />
              <MailingSteps one={one} />
            </PageHead>
            {offline ? <StaleNotice asOf={asOf} /> : null}
            <SenderBanner />
            <div className="mail-stack">
              <MailingProgress one={one} />
              <MailItems one={one} />
              <details className="console-card">
                <summary>{t('one.text')}</summary>
                <Text subject={data.subject.en} body={data.body.en} language="en" />
                <Text subject={data.subject.es} body={data.body.es} language="es" />
              </details>
            </div>
          </>
        );
      }}
    </Loaded>
  );
}

function Text({ subject, body, language }: { readonly subject: string; readonly body: string; readonly language: 'en' | 'es' }) {
  const { t } = useTranslation('mail');
  return (
    <section className="mail-letter" lang={language} aria-label={t(language === 'en' ? 'text.english' : 'text.spanish')}>
      <p className="mail-plain">
        <strong>{subject}</strong>
      </p>
      <pre>{body}</pre>
    </section>
  );
}
