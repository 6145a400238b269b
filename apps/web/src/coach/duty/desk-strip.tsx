import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSchoolTime } from '../../console/use-school-time.js';
import { When } from '../../console/when.js';
import { useCoach } from '../live/coach-context.js';
import { FreezeDialog } from './freeze-dialog.js';
import { useFreeze } from './use-freeze.js';

/** The desk in one line, with the switch that stops every clock. */
export function DeskStrip() {
  const { t } = useTranslation('coach');
  const { desk, waiting, phase } = useCoach();
  const { clock } = useSchoolTime();
  const freeze = useFreeze();
  const [asking, setAsking] = useState(false);
  if (desk === null || phase === 'opening' || phase === 'failed') return <div className="coach-strip" />;
  const frozen = desk.frozenAt !== null;
  return (
    <div className="coach-strip" data-frozen={frozen || undefined}>
      <p role="status">
        {desk.frozenAt === null ? (
          <>
            <strong>{t('strip.waiting', { count: waiting })}</strong>
            {desk.period === null ? null : <span>{t('strip.period', { name: desk.period.name, time: clock(desk.period.endsAt) })}</span>}
          </>
        ) : (
          <>
            <strong>{t('strip.frozen')}</strong> <When at={desk.frozenAt} />
          </>
        )}
      </p>
      {frozen ? (
        <Button size="sm" color="pine" loading={freeze.isPending} onClick={() => freeze.mutate('thaw')}>
          {t('strip.thaw')}
        </Button>
      ) : (
        <Button size="sm" variant="default" onClick={() => setAsking(true)}>
          {t('strip.freeze')}
        </Button>
      )}
      <FreezeDialog opened={asking} onClose={() => setAsking(false)} freeze={freeze} />
    </div>
  );
}
