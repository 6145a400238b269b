import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LineIcon } from '../../hallpass/line-icon.js';
import { useSchoolTime } from '../../console/use-school-time.js';
import { useDesk } from '../desk-context.js';
import { useFreeze } from './use-freeze.js';

/** Fire drill, assembly: every clock stands still, and everybody sees it. */
export function FrozenBanner() {
  const { t } = useTranslation('desk');
  const { line, isCoach } = useDesk();
  const { clock } = useSchoolTime();
  const { thaw, busy } = useFreeze();
  const frozenAt = line.desk?.frozenAt ?? null;
  return (
    <div role="status" className="desk-frozen-place">
      {frozenAt === null ? null : (
        <div className="desk-frozen">
          <LineIcon size={26} strokeWidth={2.5}>
            <circle cx="12" cy="12" r="9.5" />
            <path d="M9.5 8.5v7M14.5 8.5v7" />
          </LineIcon>
          <p>
            <strong>{t('frozen.title', { time: clock(frozenAt) })}.</strong> {t('frozen.body')} {isCoach ? t('frozen.coach') : null}
          </p>
          {isCoach ? (
            <Button size="sm" color="dark" loading={busy} onClick={thaw}>
              {t('bar.thaw')}
            </Button>
          ) : null}
        </div>
      )}
    </div>
  );
}
