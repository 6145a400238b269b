import { Button, Group, PasswordInput, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { deviceManagementKinds, deviceManagementOperations, type DeviceManagementSettings } from '@firstbell/contracts/device-management';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { describeError } from '../../api/describe-error.js';
import { fieldProblems, isElsewhere } from '../../console/field-problems.rules.js';
import { FormProblem } from '../../console/form-problem.js';
import { sayDone } from '../../console/say.js';
import { useSettingsDraft } from '../connection/use-settings-draft.js';
import { deviceManagementQuery } from './device-management-query.js';
import { draftOf, fieldsOf, requestOfDraft, type ProviderDraft } from './provider-draft.rules.js';

/** The refusal names `provider.adminEmail`; the form has `adminEmail`. */
const serverFields = ['provider.adminEmail', 'provider.location', 'provider.tenantId', 'provider.clientId', 'secret'];
const withoutPrefix = (fields: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([field, said]) => [field.replace(/^provider\./, ''), said]));

/** Which provider, and how to reach it. */
export function ProviderForm({ settings }: { readonly settings: DeviceManagementSettings | null }) {
  const { t } = useTranslation('deviceManagement');
  const { t: tConsole } = useTranslation('console');
  const { t: tErrors } = useTranslation('errors');
  const queryClient = useQueryClient();
  const { form, version, begin } = useSettingsDraft(settings, draftOf);
  const save = useMutation({
    mutationFn: (draft: ProviderDraft) => call(deviceManagementOperations.saveDeviceManagement, requestOfDraft(draft, version)),
    onSuccess: async (saved, sent) => {
      begin(saved, sent);
      sayDone(t('form.saved'));
      await queryClient.invalidateQueries({ queryKey: deviceManagementQuery.queryKey });
    },
    onError: (error) => form.setErrors(withoutPrefix(fieldProblems(error, serverFields, (one) => describeError(tErrors, one)).fields)),
  });
  const { kind } = form.values;
  const stored = settings?.provider.kind === kind;
  const secret = {
    label: t(`form.secret.${kind}`),
    description: stored ? t('form.secretStored') : t('form.secretNew'),
    ...form.getInputProps('secret'),
  };
  return (
    <form onSubmit={form.onSubmit((draft) => save.mutate(draft))} noValidate className="console-card" aria-labelledby="provider-form">
      <h2 id="provider-form" className="console-heading">
        {t('form.title')}
      </h2>
      <Stack gap="lg" maw={640}>
        <Select
          label={t('form.kind')}
          description={t(`form.kindHint.${kind}`)}
          allowDeselect={false}
          data={deviceManagementKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          {...form.getInputProps('kind')}
        />
        {fieldsOf[kind].map((field) => (
          <TextInput
            key={field}
            label={t(`form.${field}`)}
            description={t(`form.${field}Hint`)}
            autoComplete="off"
            {...form.getInputProps(field)}
          />
        ))}
        {kind === 'google' ? (
          <Textarea {...secret} autoComplete="off" autosize minRows={3} maxRows={8} spellCheck={false} />
        ) : (
          <PasswordInput {...secret} autoComplete="new-password" />
        )}
        {settings === null ? null : <p className="settings-faint">{t('form.changed')}</p>}
        <FormProblem error={save.isError && isElsewhere(save.error, serverFields) ? save.error : null} />
        <Group gap="sm" className="console-no-print">
          <Button type="submit" loading={save.isPending}>
            {tConsole('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
