import { Button, Checkbox, Group, Radio, Select, Stack, Textarea } from '@mantine/core';
import { circulationOperations, inConditions, type RepairRow } from '@firstbell/contracts/circulation';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { FormProblem } from '../../console/form-problem.js';
import { sayDone } from '../../console/say.js';
import { useIsAdult } from '../use-is-adult.js';
import { useOnce } from '../use-once.js';

interface CloseValues {
  readonly outcome: string;
  readonly scrapped: boolean;
  readonly loaner: 'returned' | 'kept' | undefined;
  readonly loanerCharger: boolean;
  readonly loanerCase: boolean;
  readonly loanerCondition: (typeof inConditions)[number];
}

const nothingYet: CloseValues = {
  outcome: '',
  scrapped: false,
  loaner: undefined,
  loanerCharger: true,
  loanerCase: true,
  loanerCondition: 'good',
};

/** The end of a repair; while its loaner is out, it asks what became of that. */
export function CloseRepair({ repair, onClosed }: { readonly repair: RepairRow; readonly onClosed: () => void }) {
  const { t } = useTranslation('circulation');
  const adult = useIsAdult();
  const [values, setValues] = useState(nothingYet);
  const set = (change: Partial<CloseValues>): void => setValues((now) => ({ ...now, ...change }));
  const close = useOnce(
    ({ scrapped, loaner, ...rest }: CloseValues, requestId) =>
      call(circulationOperations.closeRepair, {
        requestId,
        repairId: repair.id,
        state: scrapped ? 'scrapped' : 'done',
        ...(loaner === undefined ? {} : { loaner }),
        ...rest,
      }),
    ({ device }) => {
      sayDone(t('repairs.closed', { tag: device.tag }));
      onClosed();
    },
  );
  return (
    <form
      className="console-card"
      onSubmit={(event) => {
        event.preventDefault();
        close.mutate(values);
      }}
    >
      <h2>{t('repairs.close')}</h2>
      <Stack gap="sm">
        <Textarea
          label={t('repairs.outcome')}
          required
          autosize
          minRows={2}
          maxLength={2000}
          value={values.outcome}
          onChange={(event) => set({ outcome: event.currentTarget.value })}
        />
        {repair.loaner === null ? null : (
          <Radio.Group
            label={t('repairs.loanerNow', { tag: repair.loaner.tag })}
            required
            value={values.loaner ?? null}
            onChange={(chosen) => set({ loaner: chosen === 'kept' ? 'kept' : 'returned' })}
          >
            <Stack gap="xs" mt="xs">
              <Radio value="returned" label={t('repairs.loanerReturned')} />
              <Radio value="kept" label={t('repairs.loanerKept')} />
            </Stack>
          </Radio.Group>
        )}
        {values.loaner === 'returned' ? (
          <>
            <Checkbox
              label={t('hand.charger')}
              checked={values.loanerCharger}
              onChange={(event) => set({ loanerCharger: event.currentTarget.checked })}
            />
            <Checkbox
              label={t('hand.case')}
              checked={values.loanerCase}
              onChange={(event) => set({ loanerCase: event.currentTarget.checked })}
            />
            <Select
              label={t('hand.condition')}
              allowDeselect={false}
              value={values.loanerCondition}
              data={inConditions.map((value) => ({ value, label: t(`conditions.${value}`) }))}
              onChange={(chosen) => set({ loanerCondition: inConditions.find((one) => one === chosen) ?? 'good' })}
            />
          </>
        ) : null}
        {adult ? (
          <Checkbox
            label={t('repairs.scrap')}
            description={t('repairs.scrapWhat', { tag: repair.device.tag })}
            checked={values.scrapped}
            onChange={(event) => set({ scrapped: event.currentTarget.checked })}
          />
        ) : null}
        <FormProblem error={close.error} />
        <Group justify="flex-end">
          <Button type="submit" color={values.scrapped ? 'danger' : 'pine'} loading={close.isPending}>
            {t(values.scrapped ? 'repairs.scrapAction' : 'repairs.close')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
