import { Button, Group, NumberInput, PasswordInput, Select, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { directoryKinds, directoryOperations, type DirectoryKind, type DirectorySettings } from '@firstbell/contracts/directory';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { describeError } from '../../api/describe-error.js';
import { fieldProblems, isElsewhere } from '../../console/field-problems.rules.js';
import { FormProblem } from '../../console/form-problem.js';
import { sayDone } from '../../console/say.js';
import { useSettingsDraft } from '../connection/use-settings-draft.js';
import { directoryQuery } from './accounts-queries.js';
import { draftOf, fieldsOf, isUsernameRule, requestOfDraft, type DirectoryDraft } from './directory-draft.rules.js';
import { UsernamePreview } from './username-preview.js';

type Form = UseFormReturnType<DirectoryDraft>;

/** The refusal names `directory.url`; the form has `url`. */
const formFields = [
  'domain',
  'adminEmail',
  'orgUnitPath',
  'tenantId',
  'clientId',
  'url',
  'certificate',
  'bindDn',
  'base',
  'idAttribute',
  'secret',
  'usernameRule',
  'suspendAfterDays',
] as const;
const serverFields = formFields.map((field) =>
  ['secret', 'usernameRule', 'suspendAfterDays'].includes(field) ? field : `directory.${field}`,
);

const withoutPrefix = (fields: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([field, said]) => [field.replace(/^directory\./, ''), said]));

/** Which directory, how to reach it, and how accounts are named. */
export function DirectoryForm({ settings }: { readonly settings: DirectorySettings | null }) {
  const { t } = useTranslation('accounts');
  const { t: tConsole } = useTranslation('console');
  const { t: tErrors } = useTranslation('errors');
  const queryClient = useQueryClient();
  const { form, version, begin } = useSettingsDraft(settings, draftOf, {
    domain: (value) => (value.trim() === '' ? t('directory.required') : null),
    usernameRule: (value) => (isUsernameRule(value) ? null : t('directory.ruleWrong')),
    suspendAfterDays: (value) => (typeof value === 'number' && value >= 0 && value <= 365 ? null : t('directory.graceHint')),
  });
  const save = useMutation({
    mutationFn: (draft: DirectoryDraft) => call(directoryOperations.saveDirectory, requestOfDraft(draft, version)),
    onSuccess: async (saved, sent) => {
      begin(saved, sent);
      sayDone(t('directory.saved'));
      await queryClient.invalidateQueries({ queryKey: directoryQuery.queryKey });
    },
    onError: (error) => form.setErrors(withoutPrefix(fieldProblems(error, serverFields, (one) => describeError(tErrors, one)).fields)),
  });
  const { kind } = form.values;
  return (
    <form onSubmit={form.onSubmit((draft) => save.mutate(draft))} noValidate className="console-card" aria-labelledby="directory-form">
      <h2 id="directory-form" className="console-heading">
        {t('directory.title')}
      </h2>
      <Stack gap="lg" maw={640}>
        <Select
          label={t('directory.kind')}
          description={t(`directory.kindHint.${kind}`)}
          allowDeselect={false}
          data={directoryKinds.map((value) => ({ value, label: t(`directory.kinds.${value}`) }))}
          {...form.getInputProps('kind')}
        />
        <TextInput
          label={t('directory.domain')}
          description={t('directory.domainHint')}
          autoComplete="off"
          {...form.getInputProps('domain')}
        />
        {fieldsOf[kind].map((field) => (
          <Field
            key={field}
            field={field}
            kind={kind}
            form={form}
            hasSecret={settings?.hasSecret === true && settings.directory.kind === kind}
          />
        ))}
        <TextInput
          label={t('directory.rule')}
          description={t('directory.ruleHint')}
          autoComplete="off"
          {...form.getInputProps('usernameRule')}
        />
        <UsernamePreview rule={form.values.usernameRule} domain={form.values.domain} />
        <NumberInput
          label={t('directory.grace')}
          description={t('directory.graceHint')}
          suffix={` ${t('directory.days')}`}
          allowDecimal={false}
          allowNegative={false}
          classNames={{ wrapper: 'settings-narrow' }}
          {...form.getInputProps('suspendAfterDays')}
        />
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

interface FieldProps {
  readonly field: keyof DirectoryDraft;
  readonly kind: DirectoryKind;
  readonly form: Form;
  readonly hasSecret: boolean;
}

function Field({ field, kind, form, hasSecret }: FieldProps) {
  const { t } = useTranslation('accounts');
  switch (field) {
    case 'startTls':
      return <Switch label={t('directory.startTls')} {...form.getInputProps('startTls', { type: 'checkbox' })} />;
    case 'certificate':
      return (
        <Textarea
          label={t('directory.certificate')}
          description={t('directory.certificateHint')}
          autosize
          minRows={2}
          maxRows={6}
          {...form.getInputProps('certificate')}
        />
      );
    case 'secret': {
      if (kind === 'built_in') return null;
      const shown = {
        label: t(`directory.secret.${kind}`),
        description: hasSecret ? t('directory.secretStored') : t('directory.secretNew'),
        autoComplete: 'off',
        ...form.getInputProps('secret'),
      };
      if (kind === 'google') return <Textarea {...shown} autosize minRows={3} maxRows={8} spellCheck={false} />;
      return <PasswordInput {...shown} autoComplete="new-password" />;
    }
    case 'adminEmail':
    case 'orgUnitPath':
    case 'tenantId':
    case 'clientId':
    case 'url':
    case 'bindDn':
    case 'base':
    case 'idAttribute':
      return (
        <TextInput
          label={t(`directory.${field}`)}
          description={t(`directory.${field}Hint`)}
          autoComplete="off"
          {...form.getInputProps(field)}
        />
      );
    default:
      return null;
  }
}
