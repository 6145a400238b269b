import { Button, NumberInput } from '@mantine/core';
import { circulationOperations, type RepairRow } from '@firstbell/contracts/circulation';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { FormProblem } from '../../console/form-problem.js';
import { sayDone } from '../../console/say.js';
import { useOnce } from '../use-once.js';

interface RepairCostProps {
  readonly repair: RepairRow;
  readonly onChanged: (repair: RepairRow) => void;
}

/** For adults, also after the repair is over: the bill comes later. */
export function RepairCost({ repair, onChanged }: RepairCostProps) {
  const { t } = useTranslation('circulation');
  const { t: tConsole } = useTranslation('console');
  const [dollars, setDollars] = useState<number | string>(repair.costCents === null ? '' : repair.costCents / 100);
  const save = useOnce(
    (costCents: number | null, requestId) => call(circulationOperations.setRepairCost, { requestId, repairId: repair.id, costCents }),
    (row) => {
      sayDone(tConsole('saved'));
      onChanged(row);
    },
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(dollars === '' ? null : Math.round(Number(dollars) * 100));
      }}
    >
      <div className="circulation-tools">
        <NumberInput
          label={t('repairs.cost')}
          description={t('repairs.costHint')}
          prefix="$"
          decimalScale={2}
          min={0}
          max={100_000}
          value={dollars}
          onChange={setDollars}
        />
        <Button type="submit" variant="default" loading={save.isPending} aria-label={t('repairs.saveCost')}>
          {tConsole('save')}
        </Button>
      </div>
      <FormProblem error={save.error} />
    </form>
  );
}
