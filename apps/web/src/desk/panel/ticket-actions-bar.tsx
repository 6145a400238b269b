import { Button, Menu } from '@mantine/core';
import type { LineRow } from '@firstbell/contracts/tickets';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../desk-context.js';
import { useDeskSettings } from '../desk-settings.js';
import { type DeskCommand, keysOf } from '../keys/desk-keys.rules.js';
import { Kbd } from '../keys/kbd.js';
import { isOutOfOrder, isTrainedFor } from '../line/training.rules.js';
import { useSkillName } from '../../console/use-skill-name.js';
import { type PanelAction, possible } from './possible.rules.js';
import { doAction } from './do-action.js';

const prominent: readonly PanelAction[] = ['take', 'resolve', 'hold', 'escalate', 'comeBack', 'reopen'];
const first: readonly PanelAction[] = ['resolve', 'comeBack', 'reopen'];
const commands: Partial<Record<PanelAction, DeskCommand>> = {
  take: 'take',
  resolve: 'resolve',
  hold: 'hold',
  escalate: 'escalate',
  handOver: 'handOver',
  extend: 'extend',
  bench: 'bench',
  release: 'release',
  note: 'note',
};

/** What can be done now; the most likely first, the rest under More. */
export function TicketActionsBar({ row }: { readonly row: LineRow }) {
  const { t } = useTranslation('desk');
  const view = useDesk();
  const { me, isCoach, training, line } = view;
  const { singleKeys } = useDeskSettings();
  const skillName = useSkillName();
  const act = (action: PanelAction, of: LineRow): void => doAction(view, action, of);
  const can = possible(row, { id: me.id, isCoach });
  const trained = isTrainedFor(training, row);
  const outOfOrder = !isCoach && isOutOfOrder(training, line.groups.waiting, row);
  const label = (action: PanelAction): string => t(action === 'bench' && row.onBench ? 'do.offBench' : `do.${action}`);
  const keyOf = (action: PanelAction) => {
    const command = commands[action];
    return singleKeys && command !== undefined ? <Kbd>{keysOf[command][0] ?? ''}</Kbd> : null;
  };
  const shown = can.filter((action) => prominent.includes(action) && (action !== 'take' || trained));
  const rest = can.filter((action) => !prominent.includes(action));
  return (
    <div className="desk-actions">
      {can.length === 0 && row.state === 'escalated' ? <p className="desk-actions__note">{t('panel.withCoachNow')}</p> : null}
      {can.includes('take') && !trained && row.skill !== null ? (
        <p className="desk-actions__note">{t('panel.otherTraining', { skill: skillName(row.skill) })}</p>
      ) : null}
      {shown.map((action) => (
        <Button
          key={action}
          size="sm"
          variant={first.includes(action) || (action === 'take' && !outOfOrder && row.state !== 'held') ? 'filled' : 'default'}
          rightSection={keyOf(action)}
          onClick={() => act(action, row)}
        >
          {label(action)}
        </Button>
      ))}
      {rest.length === 0 ? null : (
        <Menu position="bottom-end" shadow="md" width={240} withInitialFocusPlaceholder={false} withinPortal={false}>
          <Menu.Target>
            <Button size="sm" variant="default" className="desk-actions__more">
              {t('do.more')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {rest.map((action) => (
              <Menu.Item key={action} rightSection={keyOf(action)} onClick={() => act(action, row)}>
                {label(action)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {outOfOrder && trained ? <p className="desk-actions__note">{t('panel.outOfOrder')}</p> : null}
    </div>
  );
}
