import { Button, CloseButton, CopyButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CodeTicket } from '../line/code-ticket.js';
import { QrCode } from '../../hallpass/qr-code.js';

export interface Slip {
  readonly code: string;
  readonly studentName: string;
  /** The one-time page of the three taps; empty when it was given before. */
  readonly path: string;
}

/** After a resolution: the student scans, and says how it went. It waits beside the next ticket until closed. */
export function FeedbackSlip({ slip, onClose }: { readonly slip: Slip; readonly onClose: () => void }) {
  const { t } = useTranslation('desk');
  const url = new URL(slip.path, window.location.origin).href;
  return (
    <section className="desk-slip" aria-label={t('slip.title', { code: slip.code })}>
      {slip.path === '' ? null : <QrCode text={url} label={t('slip.qr')} size={116} />}
      <div className="desk-slip__words">
        <h2>
          <CodeTicket code={slip.code} fill="plain" /> <span className="fb-hidden">{t('slip.title', { code: slip.code })}</span>
          <span aria-hidden="true">{t('state.resolved')}</span>
        </h2>
        <p>{slip.path === '' ? t('slip.noLink') : t('slip.body', { name: slip.studentName })}</p>
        {slip.path === '' ? null : (
          <div className="desk-slip__actions">
            <Button component="a" href={url} target="_blank" rel="noreferrer" variant="default" size="compact-sm">
              {t('slip.open')}
            </Button>
            <CopyButton value={url}>
              {({ copied, copy }) => (
                <Button variant="default" size="compact-sm" onClick={copy}>
                  {copied ? t('slip.copied') : t('slip.copy')}
                </Button>
              )}
            </CopyButton>
          </div>
        )}
      </div>
      <CloseButton className="desk-slip__close" aria-label={t('slip.close')} onClick={onClose} />
    </section>
  );
}
