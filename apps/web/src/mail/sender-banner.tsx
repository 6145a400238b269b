import { Button } from '@mantine/core';
import { mailingOperations } from '@firstbell/contracts/mailing';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.js';
import { sayDone, useSayFailed } from '../console/say.js';
import { useSchoolTime } from '../console/use-school-time.js';
import { useIsAdministrator } from '../settings/use-is-administrator.js';
import { useMailRoom } from './mail-room.js';
import { Trouble } from './trouble.js';

/** Whether anything can go out just now, and if not, why and what to do. */
export function SenderBanner() {
  const { t } = useTranslation('mail');
  const { sender, mailings, refetch } = useMailRoom();
  const administrator = useIsAdministrator();
  const { exact } = useSchoolTime();
  const sayFailed = useSayFailed();
  const resume = useMutation({
    mutationFn: () => call(mailingOperations.resumeMailSender, {}),
    onSuccess: () => {
      sayDone(t('sender.resumed'));
      refetch();
    },
    onError: sayFailed,
  });
  if (mailings === null) return null;
  if (sender === null)
    return (
      <p className="fb-notice mail-notice">
        {t('sender.none')} {t(administrator ? 'sender.noneAdministrator' : 'sender.noneCoach')}
      </p>
    );
  if (sender.pausedUntil === null) return null;
  return (
    <section className="fb-notice mail-notice mail-notice--paused" role="status">
      <div>
        <p>
          <strong>{t('sender.paused', { until: exact(sender.pausedUntil) })}</strong>
        </p>
        {sender.trouble === null ? null : <Trouble trouble={sender.trouble} detail={sender.detail} />}
      </div>
      <Button variant="default" loading={resume.isPending} onClick={() => resume.mutate()}>
        {t('sender.resume')}
      </Button>
    </section>
  );
}
