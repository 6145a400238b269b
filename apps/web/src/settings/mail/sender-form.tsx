import { Button, Group, NumberInput, PasswordInput, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { mailingOperations, mailPresetNames, mailSecurities, type MailSender, mailSignIns } from '@firstbell/contracts/mailing';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { describeError } from '../../api/describe-error.js';
import { fieldProblems, isElsewhere } from '../../console/field-problems.rules.js';
import { FormProblem } from '../../console/form-problem.js';
import { sayDone } from '../../console/say.js';
import { typedSince } from '../../console/typed-since.rules.js';
import { senderQuery } from './sender-query.js';
import { type SenderValues, senderValues, timeFor, withPreset } from './sender-values.rules.js';

const fields = [
  'host',
  'port',
  'security',
  'signIn',
  'user',
  'password',
  'clientId',
  'clientSecret',
  'refreshToken',
  'tokenUrl',
  'fromAddress',
  'fromName',
  'perMinute',
  'perDay',
  'connections',
] as const;
const secrets = ['password', 'clientSecret', 'refreshToken'] as const;
/** Fields of one row stand side by side whether they have a hint or not. */
const hintBelow: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error'];
const whole = { allowDecimal: false, allowNegative: false } as const;

export function SenderForm({ saved }: { readonly saved: MailSender | null }) {
  const { t } = useTranslation('mail');
  const { t: tErrors } = useTranslation('errors');
  const queryClient = useQueryClient();
  const form = useForm<SenderValues>({ initialValues: senderValues(saved) });
  const save = useMutation({
    mutationFn: ({ password, clientSecret, refreshToken, ...values }: SenderValues) => {
      const typed = { password, clientSecret, refreshToken };
      const given = Object.fromEntries(secrets.flatMap((name) => (typed[name] === '' ? [] : [[name, typed[name]]])));
      return call(mailingOperations.saveMailSender, { ...values, ...given, version: saved?.version ?? 0 });
    },
    onSuccess: async (now, sent) => {
      form.setValues(typedSince(sent, form.getValues(), senderValues(now)));
      sayDone(t('settings.saved'));
      await queryClient.invalidateQueries({ queryKey: senderQuery.queryKey });
    },
    onError: (error) => form.setErrors(fieldProblems(error, fields, (one) => describeError(tErrors, one)).fields),
  });
  const { values } = form;
  const kept = saved?.hasSecret === true ? t('settings.kept') : undefined;
  const time = timeFor(4_200, Number(values.perMinute) || 1, Number(values.perDay) || 1);
  const secretInput = (name: (typeof secrets)[number]) => (
    <PasswordInput
      label={t(`settings.${name}`)}
      description={kept}
      inputWrapperOrder={hintBelow}
      autoComplete="new-password"
      visibilityToggleButtonProps={{ 'aria-label': t('settings.show') }}
      {...form.getInputProps(name)}
    />
  );
  return (
    <form noValidate className="console-card mail-stack" onSubmit={form.onSubmit((submitted) => save.mutate(submitted))}>
      <Select
        label={t('settings.provider')}
        description={t('settings.providerHint')}
        allowDeselect={false}
        maw={420}
        value={values.preset}
        data={mailPresetNames.map((name) => ({ value: name, label: t(`settings.presets.${name}`) }))}
        onChange={(chosen) => {
          const preset = mailPresetNames.find((name) => name === chosen);
          if (preset !== undefined) form.setValues(withPreset(values, preset));
        }}
      />
      <fieldset className="mail-fieldset">
        <legend>{t('settings.server')}</legend>
        <div className="mail-grid">
          <TextInput label={t('settings.host')} autoComplete="off" {...form.getInputProps('host')} />
          <NumberInput label={t('settings.port')} {...whole} hideControls {...form.getInputProps('port')} />
          <Select
            label={t('settings.security')}
            allowDeselect={false}
            data={mailSecurities.map((name) => ({ value: name, label: t(`settings.securities.${name}`) }))}
            {...form.getInputProps('security')}
          />
        </div>
        {values.security === 'none' ? <p className="fb-notice mail-plain">{t('settings.noneWarning')}</p> : null}
      </fieldset>
      <fieldset className="mail-fieldset">
        <legend>{t('settings.signIn')}</legend>
        <div className="mail-grid">
          <Select
            label={t('settings.signIn')}
            allowDeselect={false}
            data={mailSignIns.map((name) => ({ value: name, label: t(`settings.signIns.${name}`) }))}
            {...form.getInputProps('signIn')}
          />
          {values.signIn === 'none' ? null : (
            <TextInput
              label={t('settings.user')}
              description={t('settings.userHint')}
              inputWrapperOrder={hintBelow}
              autoComplete="off"
              {...form.getInputProps('user')}
            />
          )}
          {values.signIn === 'password' ? secretInput('password') : null}
        </div>
        {values.signIn === 'oauth2' ? (
          <div className="mail-grid">
            <TextInput label={t('settings.clientId')} autoComplete="off" {...form.getInputProps('clientId')} />
            {secretInput('clientSecret')}
            {secretInput('refreshToken')}
            <TextInput label={t('settings.tokenUrl')} type="url" autoComplete="off" {...form.getInputProps('tokenUrl')} />
          </div>
        ) : null}
      </fieldset>
      <fieldset className="mail-fieldset">
        <legend>{t('settings.from')}</legend>
        <div className="mail-grid">
          <TextInput type="email" label={t('settings.fromAddress')} autoComplete="off" {...form.getInputProps('fromAddress')} />
          <TextInput label={t('settings.fromName')} autoComplete="off" {...form.getInputProps('fromName')} />
        </div>
      </fieldset>
      <fieldset className="mail-fieldset">
        <legend>{t('settings.caps')}</legend>
        <div className="mail-grid">
          <NumberInput label={t('settings.perMinute')} {...whole} {...form.getInputProps('perMinute')} />
          <NumberInput label={t('settings.perDay')} {...whole} {...form.getInputProps('perDay')} />
          <NumberInput label={t('settings.connections')} min={1} max={3} {...whole} {...form.getInputProps('connections')} />
        </div>
        <p className="mail-faint">{t('settings.perDayHint', { time: t(`settings.${time.unit}`, { count: time.count }) })}</p>
      </fieldset>
      <FormProblem error={save.isError && isElsewhere(save.error, fields) ? save.error : null} />
      <Group gap="sm">
        <Button type="submit" loading={save.isPending}>
          {t('settings.save')}
        </Button>
      </Group>
    </form>
  );
}
