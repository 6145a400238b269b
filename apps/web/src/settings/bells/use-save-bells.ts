import type { UseFormReturnType } from '@mantine/form';
import { type BellSchedule, scheduleOperations } from '@firstbell/contracts/schedule';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { describeError } from '../../api/describe-error.js';
import { fieldProblems } from '../../console/field-problems.rules.js';
import { sayDone } from '../../console/say.js';
import { type BellsDraft, fieldsOf, sentOf } from './bells-draft.rules.js';
import { bellsQuery } from './bells-query.js';

export type BellsDraftForm = UseFormReturnType<BellsDraft>;

/** After the bells were changed: what the server said of them is shown, and whoever asks which periods there are asks again. */
export function useTakeBells(): (saved: BellSchedule) => Promise<void> {
  const { t } = useTranslation('console');
  const queryClient = useQueryClient();
  return async (saved) => {
    queryClient.setQueryData(bellsQuery.queryKey, saved);
    sayDone(t('saved'));
    await queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== bellsQuery.queryKey[0] });
  };
}

export function useSaveBells(form: BellsDraftForm, version: number, begin: (saved: BellSchedule, sent: BellsDraft) => void) {
  const { t: tErrors } = useTranslation('errors');
  const take = useTakeBells();
  return useMutation({
    mutationFn: (draft: BellsDraft) => call(scheduleOperations.saveBellSchedule, { version, ...sentOf(draft) }),
    onSuccess: (saved, sent) => {
      begin(saved, sent);
      return take(saved);
    },
    onError: (error, draft) => form.setErrors(fieldProblems(error, fieldsOf(draft), (one) => describeError(tErrors, one)).fields),
  });
}
