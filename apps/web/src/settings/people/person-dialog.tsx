import { Button, Checkbox, Group, Modal, PasswordInput, Stack, TagsInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type PersonRole, personRoles } from '@firstbell/contracts/operation';
import { type Period, peopleOperations, type StaffMember } from '@firstbell/contracts/people';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { describeError } from '../../api/describe-error.js';
import { issuesQuery } from '../../api/issues-query.js';
import { fieldProblems, isElsewhere } from '../../console/field-problems.rules.js';
import { FormProblem } from '../../console/form-problem.js';
import { sayDone } from '../../console/say.js';
import { isAdult } from '../../sign-in/home-of.rules.js';
import { LostPhone } from './lost-phone.js';
import { PersonData } from './person-data.js';

const route = getRouteApi('/_staff');

interface PersonDialogProps {
  readonly person: StaffMember;
  readonly periods: readonly Period[];
  readonly onClose: () => void;
}

interface PersonValues {
  readonly roles: string[];
  readonly skills: string[];
  readonly periods: string[];
  readonly email: string;
  readonly password: string;
}

const fields = ['roles', 'skills', 'periods', 'email', 'password'] as const;
const isRole = (value: string): value is PersonRole => personRoles.some((role) => role === value);

export function PersonDialog({ person, periods, onClose }: PersonDialogProps) {
  const { t } = useTranslation('settings');
  const { t: tConsole } = useTranslation('console');
  const { t: tErrors } = useTranslation('errors');
  const { me } = route.useRouteContext();
  const queryClient = useQueryClient();
  const { data: issues } = useQuery(issuesQuery);
  const knownSkills = [...new Set((issues ?? []).flatMap((issue) => (issue.skill === null ? [] : [issue.skill])))].sort();
  const form = useForm<PersonValues>({
    initialValues: { roles: person.roles, skills: person.skills, periods: person.periods, email: person.email ?? '', password: '' },
    validate: {
      roles: (roles) => (roles.length === 0 ? t('people.rolesMissing') : null),
      email: (email, values) => (values.password === '' || email.includes('@') ? null : t('people.emailMissing')),
      password: (password) => (password !== '' && password.length < 8 ? t('people.passwordShort') : null),
    },
  });
  const save = useMutation({
    mutationFn: (values: PersonValues) =>
      call(peopleOperations.setRoles, {
        personId: person.id,
        roles: values.roles.filter(isRole),
        skills: values.skills,
        periods: values.periods,
        ...(values.password === '' ? {} : { email: values.email.trim(), password: values.password }),
      }),
    onSuccess: async (saved) => {
      sayDone(t('people.saved', { name: saved.name }));
      onClose();
      await queryClient.invalidateQueries({ queryKey: ['staff'] });
    },
    onError: (error) => form.setErrors(fieldProblems(error, fields, (one) => describeError(tErrors, one)).fields),
  });
  return (
    <Modal opened onClose={onClose} title={person.name} size="lg">
      <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
        <Stack gap="lg">
          <Checkbox.Group label={t('people.roles')} description={t('people.rolesHint')} {...form.getInputProps('roles')}>
            <div className="settings-choices">
              {personRoles.map((role) => (
                <Checkbox key={role} value={role} label={t(`roles.${role}`)} />
              ))}
            </div>
          </Checkbox.Group>
          <TagsInput
            label={t('people.skills')}
            description={t('people.skillsHint')}
            data={knownSkills}
            maxTags={20}
            {...form.getInputProps('skills')}
          />
          {periods.length === 0 ? null : (
            <Checkbox.Group label={t('people.periods')} description={t('people.periodsHint')} {...form.getInputProps('periods')}>
              <div className="settings-choices">
                {periods.map((period) => (
                  <Checkbox key={period.id} value={period.id} label={period.name} />
                ))}
              </div>
            </Checkbox.Group>
          )}
          <fieldset className="settings-fieldset">
            <legend>{t('people.signIn')}</legend>
            <Stack gap="sm">
              <p className="settings-faint">{t('people.signInHint')}</p>
              <PasswordInput
                label={t('people.password')}
                description={t('people.passwordHint')}
                autoComplete="new-password"
                visibilityToggleButtonProps={{ 'aria-label': t('people.showPassword') }}
                {...form.getInputProps('password')}
              />
              {form.values.password === '' ? null : (
                <TextInput type="email" label={t('people.email')} autoComplete="off" {...form.getInputProps('email')} />
              )}
            </Stack>
          </fieldset>
          {person.id === me.id || !isAdult(person.roles) ? null : <LostPhone person={person} />}
          <PersonData
            person={person}
            onErased={(leftInDirectory) => {
              sayDone(
                leftInDirectory === null ? t('people.data.erased') : t('people.data.erasedButDirectory', { account: leftInDirectory }),
              );
              onClose();
            }}
          />
          <FormProblem error={save.isError && isElsewhere(save.error, fields) ? save.error : null} />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {tConsole('cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {tConsole('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
