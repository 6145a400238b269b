import { Button, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { directoryOperations } from '@firstbell/contracts/directory';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.js';
import { describeError } from '../api/describe-error.js';
import { fieldProblems } from '../console/field-problems.rules.js';
import { FormProblem } from '../console/form-problem.js';
import { sayDone } from '../console/say.js';
import { sessionsQuery } from './sessions-query.js';

const shortest = 8;
const fields = ['password', 'newPassword'] as const;

/** Another password of one's own; whoever is signed in elsewhere with the old one no longer is. */
export function NewPasswordForm() {
  const { t } = useTranslation('account');
  const { t: tShell } = useTranslation('shell');
  const { t: tConsole } = useTranslation('console');
  const { t: tErrors } = useTranslation('errors');
  const problems = (error: unknown) => fieldProblems(error, fields, (refusal) => describeError(tErrors, refusal));
  const queryClient = useQueryClient();
  const form = useForm({
    initialValues: { password: '', newPassword: '', again: '' },
    validate: {
      password: (typed) => (typed === '' ? tConsole('required') : null),
      newPassword: (typed) => (typed.length < shortest ? tShell('changePassword.short') : null),
      again: (typed, { newPassword }) => (typed === newPassword ? null : tShell('changePassword.differ')),
    },
  });
  const change = useMutation({
    mutationFn: ({ password, newPassword }: typeof form.values) => call(directoryOperations.changePassword, { password, newPassword }),
    onSuccess: async () => {
      sayDone(t('newPassword.done'));
      form.reset();
      await queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey });
    },
    onError: (error) => form.setErrors(problems(error).fields),
  });
  return (
    <section className="console-card account__new" aria-labelledby="account-new">
      <h2 id="account-new">{t('newPassword.title')}</h2>
      <form onSubmit={form.onSubmit((values) => change.mutate(values))} noValidate>
        <Stack gap="md">
          <p className="account__faint">{t('newPassword.lead')}</p>
          <PasswordInput label={t('newPassword.now')} autoComplete="current-password" {...form.getInputProps('password')} />
          <PasswordInput
            label={tShell('changePassword.new')}
            description={tShell('changePassword.newHint')}
            autoComplete="new-password"
            {...form.getInputProps('newPassword')}
          />
          <PasswordInput label={tShell('changePassword.again')} autoComplete="new-password" {...form.getInputProps('again')} />
          <FormProblem error={change.isError && problems(change.error).elsewhere ? change.error : null} />
          <div>
            <Button type="submit" loading={change.isPending}>
              {tShell('changePassword.submit')}
            </Button>
          </div>
        </Stack>
      </form>
    </section>
  );
}
