import { Button, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../desk-context.js';
import { DutyStrip } from '../duty/duty-strip.js';
import { useDuty } from '../duty/use-duty.js';
import { BellCountdown } from './bell-countdown.js';
import { DeskMenu } from './desk-menu.js';
import { RejectedSign } from './rejected-sign.js';

interface DeskBarProps {
  readonly onDesk: (deskId: string) => void;
}

/** Above the line: which desk, which period, who is on duty, and the switches of the day. */
export function DeskBar({ onDesk }: DeskBarProps) {
  const { t } = useTranslation('desk');
  const { me, deskId, isCoach, line, openDialog } = useDesk();
  const duty = useDuty();
  return (
    <div className="desk-bar">
      {me.desks.length > 1 ? (
        <Select
          aria-label={t('bar.chooseDesk')}
          size="sm"
          w={180}
          allowDeselect={false}
          value={deskId}
          data={me.desks.map((desk) => ({ value: desk.id, label: `${desk.name} ${desk.letter}` }))}
          onChange={(id) => {
            if (id !== null) onDesk(id);
          }}
        />
      ) : (
        <span className="desk-bar__desk">{line.desk?.name ?? me.desks[0]?.name}</span>
      )}
      <BellCountdown />
      {line.desk === null ? null : <DutyStrip />}
      <div className="desk-bar__end">
        <RejectedSign />
        {isCoach && line.desk?.frozenAt === null ? (
          <Button size="sm" variant="default" onClick={() => openDialog({ kind: 'freeze' })}>
            {t('bar.freeze')}
          </Button>
        ) : null}
        <Button
          size="sm"
          disabled={line.desk === null}
          variant={duty.on ? 'default' : 'filled'}
          loading={duty.busy}
          onClick={duty.on ? duty.end : duty.start}
        >
          {t(duty.on ? 'bar.endDuty' : 'bar.startDuty')}
        </Button>
        <DeskMenu />
      </div>
    </div>
  );
}
