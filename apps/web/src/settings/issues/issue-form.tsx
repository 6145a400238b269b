import { Autocomplete, Button, Group, Radio, SegmentedControl, Stack, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { audiences, type Issue, priorities } from '@firstbell/contracts/issues';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/api-error.js';
import { describeError } from '../../api/describe-error.js';
import { fieldProblems, isElsewhere } from '../../console/field-problems.rules.js';
import { FormProblem } from '../../console/form-problem.js';
import { sayDone } from '../../console/say.js';
import { typedSince } from '../../console/typed-since.rules.js';
import { draftOf, emptyDraft, type IssueDraft, lineLists, missingIn } from './issue-draft.rules.js';
import { IssueConflict } from './issue-conflict.js';
import { KioskPreview } from './kiosk-preview.js';
import { LinesField } from './lines-field.js';
import { PicturePicker } from './picture-picker.js';
import { useSaveIssue } from './use-save-issue.js';

interface IssueFormProps {
  /** Null: a new one. */
  readonly issue: Issue | null;
  readonly all: readonly Issue[];
}

const fields = ['picture', 'name.en', 'name.es', ...lineLists, 'skill', 'priority', 'audience'] as const;

export function IssueForm({ issue, all }: IssueFormProps) {
  const { t } = useTranslation('settings');
  const { t: tConsole } = useTranslation('console');
  const { t: tErrors } = useTranslation('errors');
  const navigate = useNavigate();
  // The version that was read; a newer one in the catalogue must not slip under what is being typed.
  const [seen, setSeen] = useState(issue);
  const form = useForm<IssueDraft>({
    initialValues: issue === null ? emptyDraft : draftOf(issue),
    validate: {
      name: {
        en: (en) => (en.trim() === '' ? t('issues.nameMissing') : null),
        es: (es) => (es.trim() === '' ? t('issues.nameMissing') : null),
      },
      ...Object.fromEntries(
        lineLists.map((list) => [
          list,
          (pairs: IssueDraft[typeof list]) => {
            const missing = pairs.map(missingIn).find((language) => language !== null);
            return missing === undefined ? null : t(`issues.lineMissing.${missing}`);
          },
        ]),
      ),
    },
  });
  const save = useSaveIssue(seen, all);
  const conflict = save.error instanceof ApiError && save.error.status === 409;
  const knownSkills = [...new Set(all.flatMap((one) => (one.skill === null ? [] : [one.skill])))].sort();
  const submit = form.onSubmit((draft) =>
    save.mutate(draft, {
      onSuccess: (saved) => {
        sayDone(tConsole('saved'));
        setSeen(saved);
        const typed = form.getValues();
        form.setInitialValues(draftOf(saved));
        form.reset();
        form.setValues(typedSince(draft, typed, draftOf(saved)));
        if (issue === null) void navigate({ to: '/settings/issues/$issueId', params: { issueId: saved.id }, replace: true });
      },
      onError: (error) => form.setErrors(fieldProblems(error, fields, (one) => describeError(tErrors, one)).fields),
    }),
  );
  return (
    <form onSubmit={submit} noValidate className="settings-issue-form">
      <div className="settings-stack">
        <section className="console-card">
          <h2>{t('issues.onKiosk')}</h2>
          <Stack gap="md">
            <div className="settings-pair">
              <TextInput label={t('issues.nameEn')} maxLength={200} {...form.getInputProps('name.en')} />
              <TextInput label={t('issues.nameEs')} lang="es" maxLength={200} {...form.getInputProps('name.es')} />
            </div>
            <p className="settings-faint">{t('issues.nameHint')}</p>
            <PicturePicker value={form.values.picture} onChange={(picture) => form.setFieldValue('picture', picture)} />
            <Switch
              label={t('issues.needsDevice')}
              description={t('issues.needsDeviceHint')}
              {...form.getInputProps('needsDevice', { type: 'checkbox' })}
            />
            <Switch
              label={t('issues.active')}
              description={t('issues.activeHint')}
              {...form.getInputProps('active', { type: 'checkbox' })}
            />
          </Stack>
        </section>
        {lineLists.map((list) => (
          <LinesField
            key={list}
            list={list}
            pairs={form.values[list]}
            error={form.errors[list]}
            onChange={(pairs) => form.setFieldValue(list, pairs)}
          />
        ))}
        <section className="console-card">
          <h2>{t('issues.atDesk')}</h2>
          <Stack gap="lg">
            <Autocomplete
              label={t('issues.skill')}
              description={t('issues.skillHint')}
              data={knownSkills}
              maxLength={120}
              maw={360}
              {...form.getInputProps('skill')}
            />
            <div>
              <p className="settings-label" id="priority-label">
                {t('issues.priority')}
              </p>
              <SegmentedControl
                aria-labelledby="priority-label"
                data={priorities.map((value) => ({ value, label: t(`issues.priorities.${value}`) }))}
                {...form.getInputProps('priority')}
              />
              <p className="settings-faint">{t('issues.priorityHint')}</p>
            </div>
            <Radio.Group label={t('issues.audience')} {...form.getInputProps('audience')}>
              <Stack gap={8} mt={8}>
                {audiences.map((value) => (
                  <Radio
                    key={value}
                    value={value}
                    label={t(`issues.audiences.${value}.label`)}
                    description={t(`issues.audiences.${value}.hint`)}
                  />
                ))}
              </Stack>
            </Radio.Group>
          </Stack>
        </section>
      </div>
      <aside className="settings-issue-form__side">
        {conflict && issue !== null ? (
          <IssueConflict
            issueId={issue.id}
            onTaken={(newer, keep) => {
              setSeen(newer);
              save.reset();
              if (!keep) {
                form.setInitialValues(draftOf(newer));
                form.reset();
              }
            }}
          />
        ) : (
          <FormProblem error={save.isError && isElsewhere(save.error, fields) ? save.error : null} />
        )}
        {Object.keys(form.errors).length > 0 ? (
          <p role="alert" className="fb-notice fb-notice--error console-problem">
            {t('issues.lookAbove')}
          </p>
        ) : null}
        <Group gap="sm">
          <Button type="submit" loading={save.isPending}>
            {issue === null ? t('issues.add') : tConsole('save')}
          </Button>
          {form.isDirty() ? (
            <Button variant="default" onClick={() => form.reset()}>
              {t('discard')}
            </Button>
          ) : null}
        </Group>
        <KioskPreview draft={form.values} />
      </aside>
    </form>
  );
}
