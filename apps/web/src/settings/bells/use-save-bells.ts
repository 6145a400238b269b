import type { UseFormReturnType } from '@mantine/form';
import type { Period } from '@firstbell/contracts/people';
import { type BellSchedule, scheduleOperations } from '@firstbell/contracts/schedule';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { describeError } from '../../api/describe-error.js';
import { fieldProblems } from '../../console/field-problems.rules.js';
import { sayDone } from '../../console/say.js';
import { bellsQuery } from './bells-query.js';

export interface BellsDraft {
  readonly periods: Period[];
}
export type BellsDraftForm = UseFormReturnType<BellsDraft>;

/** Every field a refusal may be about, by its place in the form. */
export const fieldsOf = ({ periods }: BellsDraft): string[] => [
  'periods',
  ...periods.flatMap((_, index) => (['name', 'startsAt', 'endsAt'] as const).map((name) => `periods.${String(index)}.${name}`)),
];

export function useSaveBells(form: BellsDraftForm, version: number, begin: (saved: BellSchedule) => void) {
  const { t: tConsole } = useTranslation('console');
  const { t: tErrors } = useTranslation('errors');
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ periods }: BellsDraft) =>
      call(scheduleOperations.saveBellSchedule, { version, periods: periods.map((period) => ({ ...period, name: period.name.trim() })) }),
    onSuccess: async (saved) => {
      queryClient.setQueryData(bellsQuery.queryKey, saved);
      begin(saved);
      sayDone(tConsole('saved'));
      // Whoever else asks which periods there are.
      await queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== bellsQuery.queryKey[0] });
    },
    onError: (error, draft) => form.setErrors(fieldProblems(error, fieldsOf(draft), (one) => describeError(tErrors, one)).fields),
  });
}
