import { Button, Checkbox, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { circulationOperations, type RepairRow } from '@firstbell/contracts/circulation';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { FormProblem } from '../../console/form-problem.js';
import { sayDone } from '../../console/say.js';
import { useSchoolTime } from '../../console/use-school-time.js';
import { useIsAdult } from '../use-is-adult.js';
import { useOnce } from '../use-once.js';
import { CloseRepair } from './close-repair.js';
import { RepairCost } from './repair-cost.js';
import { RepairPhotos } from './repair-photos.js';
import { changesOf, goingOn, valuesOf } from './repair-values.rules.js';

interface RepairDialogProps {
  readonly repair: RepairRow;
  readonly onChanged: (repair: RepairRow) => void;
  readonly onClose: () => void;
}

/** One repair: where it stands, what it looks like, what it costs, and how it ends. */
export function RepairDialog({ repair, onChanged, onClose }: RepairDialogProps) {
  const { t } = useTranslation('circulation');
  const adult = useIsAdult();
  const { date } = useSchoolTime();
  const over = repair.closedAt !== null;
  const { warrantyUntil } = repair.device;
  return (
    <Modal opened onClose={onClose} title={t('repairs.of', { tag: repair.device.tag })} size="lg">
      <Stack gap="lg">
        <dl className="devices-facts">
          <Fact name={t('repairs.problem')} value={repair.problem} />
          <Fact name={t('repairs.state')} value={t(`repairs.states.${repair.state}`)} />
          <Fact name={t('columns.holder')} value={repair.holder?.name} />
          <Fact name={t('repairs.loaner')} value={repair.loaner?.tag} />
          <Fact name={t('repairs.ticket')} value={repair.ticketCode} />
          <Fact name={t('shelf.number')} value={repair.device.shelf?.toString()} />
          <Fact name={t('repairs.warrantyUntil')} value={warrantyUntil === null ? null : date(warrantyUntil)} />
          <Fact name={t('repairs.outcome')} value={repair.outcome} />
        </dl>
        <RepairPhotos repair={repair} />
        {over ? null : <Progress repair={repair} onChanged={onChanged} />}
        {adult ? <RepairCost key={repair.version} repair={repair} onChanged={onChanged} /> : null}
        {over ? null : <CloseRepair repair={repair} onClosed={onClose} />}
      </Stack>
    </Modal>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string | null | undefined }) {
  return value === null || value === undefined ? null : (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Progress({ repair, onChanged }: Omit<RepairDialogProps, 'onClose'>) {
  const { t } = useTranslation('circulation');
  const { t: tConsole } = useTranslation('console');
  const [seen, setSeen] = useState(() => valuesOf(repair));
  const [values, setValues] = useState(seen);
  const save = useOnce(
    (changes: ReturnType<typeof changesOf>, requestId) =>
      call(circulationOperations.changeRepair, { requestId, repairId: repair.id, ...changes }),
    (row) => {
      sayDone(tConsole('saved'));
      setSeen(valuesOf(row));
      setValues(valuesOf(row));
      onChanged(row);
    },
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(changesOf(seen, values));
      }}
    >
      <Stack gap="sm">
        <div className="devices-pair">
          <Select
            label={t('repairs.where')}
            allowDeselect={false}
            value={values.state}
            data={goingOn.map((value) => ({ value, label: t(`repairs.states.${value}`) }))}
            onChange={(chosen) => setValues({ ...values, state: goingOn.find((one) => one === chosen) ?? 'open' })}
          />
          <TextInput
            label={t('repairs.vendor')}
            maxLength={120}
            value={values.vendor}
            onChange={(event) => setValues({ ...values, vendor: event.currentTarget.value })}
          />
        </div>
        <Checkbox
          label={t('repairs.damage')}
          checked={values.damage}
          onChange={(event) => setValues({ ...values, damage: event.currentTarget.checked })}
        />
        <Checkbox
          label={t('repairs.warranty')}
          checked={values.warranty}
          onChange={(event) => setValues({ ...values, warranty: event.currentTarget.checked })}
        />
        <FormProblem error={save.error} />
        <Group justify="flex-end">
          <Button type="submit" variant="default" loading={save.isPending}>
            {tConsole('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
