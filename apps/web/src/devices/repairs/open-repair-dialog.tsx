import { Button, Checkbox, Group, Modal, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { circulationOperations } from '@firstbell/contracts/circulation';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { call } from '../../api/call.js';
import { issuesQuery } from '../../api/issues-query.js';
import { FormProblem } from '../../console/form-problem.js';
import { sayDone } from '../../console/say.js';
import { inLanguage, useScreenLanguage } from '../../desk/words/use-issue-words.js';
import { useScanner } from '../../scanner/use-scanner.js';
import { useOnce } from '../use-once.js';
import { LoanerFields, noLoaner, type LoanerValues } from './loaner-fields.js';

interface RepairValues {
  readonly deviceTag: string;
  readonly problem: string;
  readonly issueId: string | null;
  readonly warranty: boolean;
  readonly damage: boolean;
  readonly shelve: boolean;
  readonly loaner: LoanerValues;
}

const nothingYet: RepairValues = {
  deviceTag: '',
  problem: '',
  issueId: null,
  warranty: false,
  damage: false,
  shelve: true,
  loaner: noLoaner,
};

/** A laptop is taken in and, in the same step, another one lent. Scans fill the first empty label. */
export function OpenRepairDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('circulation');
  const { t: tConsole } = useTranslation('console');
  const language = useScreenLanguage();
  const { data: issues } = useQuery(issuesQuery);
  const [values, setValues] = useState(nothingYet);
  const [checkOutId] = useState(() => v7());
  const set = (change: Partial<RepairValues>): void => setValues((now) => ({ ...now, ...change }));
  useScanner((scan) => {
    if (values.deviceTag === '') set({ deviceTag: scan });
    else if (values.loaner.wanted) set({ loaner: { ...values.loaner, tag: scan } });
  });
  const open = useOnce(
    ({ deviceTag, issueId, loaner, ...rest }: RepairValues, id) =>
      call(circulationOperations.openRepair, {
        id,
        deviceTag,
        ...rest,
        ...(issueId === null ? {} : { issueId }),
        ...(loaner.wanted ? { loaner: sentLoaner(loaner, checkOutId) } : {}),
      }),
    ({ device }) => {
      sayDone(device.shelf === null ? t('repairs.taken', { tag: device.tag }) : t('shelf.laid', { tag: device.tag, shelf: device.shelf }));
      onClose();
    },
  );
  return (
    <Modal opened onClose={onClose} title={t('repairs.open')} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          open.mutate(values);
        }}
      >
        <Stack gap="md">
          <TextInput
            label={t('repairs.whichDevice')}
            description={t('scan.hint')}
            required
            maxLength={64}
            autoComplete="off"
            value={values.deviceTag}
            onChange={(event) => set({ deviceTag: event.currentTarget.value })}
            data-autofocus
          />
          <Textarea
            label={t('repairs.problem')}
            required
            autosize
            minRows={2}
            maxLength={2000}
            value={values.problem}
            onChange={(event) => set({ problem: event.currentTarget.value })}
          />
          <Select
            label={t('repairs.issue')}
            clearable
            searchable
            value={values.issueId}
            data={(issues ?? []).map(({ id, name }) => ({ value: id, label: inLanguage(name, language) }))}
            onChange={(issueId) => set({ issueId })}
          />
          <Checkbox
            label={t('repairs.damage')}
            checked={values.damage}
            onChange={(event) => set({ damage: event.currentTarget.checked })}
          />
          <Checkbox
            label={t('repairs.warranty')}
            checked={values.warranty}
            onChange={(event) => set({ warranty: event.currentTarget.checked })}
          />
          <Checkbox
            label={t('repairs.shelve')}
            checked={values.shelve}
            onChange={(event) => set({ shelve: event.currentTarget.checked })}
          />
          <LoanerFields values={values.loaner} onChange={(loaner) => set({ loaner })} />
          <FormProblem error={open.error} />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {tConsole('cancel')}
            </Button>
            <Button type="submit" loading={open.isPending}>
              {t(values.loaner.wanted ? 'repairs.takeAndLend' : 'repairs.take')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

const sentLoaner = ({ tag, dueOn, charger, laptopCase, signed }: LoanerValues, checkOutId: string) => ({
  checkOutId,
  deviceTag: tag,
  dueOn,
  charger,
  laptopCase,
  condition: 'good' as const,
  agreement: signed ? ('ticked' as const) : ('on_file' as const),
});
