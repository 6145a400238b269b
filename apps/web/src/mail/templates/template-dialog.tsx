import { Button, Group, Modal, Stack, TagsInput, TextInput } from '@mantine/core';
import { mailingOperations, type MailTemplate } from '@firstbell/contracts/mailing';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { describeError } from '../../api/describe-error.js';
import { ConfirmDialog } from '../../console/confirm-dialog.js';
import { fieldProblems } from '../../console/field-problems.rules.js';
import { FormProblem } from '../../console/form-problem.js';
import { sayDone } from '../../console/say.js';
import { templatesQuery } from '../templates-query.js';
import { TextFields } from '../text-fields.js';

const fields = ['name', 'extraNames', 'subject.en', 'subject.es', 'body.en', 'body.es'] as const;

interface TemplateDialogProps {
  readonly template: MailTemplate;
  readonly onClose: () => void;
}

/** What is wrong in a text is said by the server at the very field: unknown fields, open braces, an empty language. */
export function TemplateDialog({ template, onClose }: TemplateDialogProps) {
  const { t } = useTranslation('mail');
  const { t: tConsole } = useTranslation('console');
  const { t: tErrors } = useTranslation('errors');
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(template);
  const [deleting, setDeleting] = useState(false);
  const reload = () => queryClient.invalidateQueries({ queryKey: templatesQuery.queryKey });
  const save = useMutation({
    mutationFn: () => {
      const { id: templateId, ...rest } = draft;
      return call(mailingOperations.saveMailTemplate, { templateId, ...rest });
    },
    onSuccess: async ({ name }) => {
      sayDone(t('templates.saved', { name }));
      onClose();
      await reload();
    },
  });
  const remove = useMutation({
    mutationFn: () => call(mailingOperations.deleteMailTemplate, { templateId: template.id }),
    onSuccess: async () => {
      sayDone(t('templates.deleted', { name: template.name }));
      onClose();
      await reload();
    },
  });
  const problems = fieldProblems(save.error, fields, (one) => describeError(tErrors, one));
  return (
    <Modal
      opened
      onClose={onClose}
      title={template.version === 0 ? t('templates.new') : t('templates.edit', { name: template.name })}
      size="xl"
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack gap="lg">
          <TextInput
            label={t('templates.name')}
            maxLength={120}
            data-autofocus
            value={draft.name}
            error={problems.fields['name']}
            onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
          />
          <TextFields
            value={draft}
            onChange={(text) => setDraft({ ...draft, ...text })}
            extraNames={draft.extraNames}
            errors={problems.fields}
            withPassword
          />
          <TagsInput
            label={t('text.extraNames')}
            description={t('text.extraNamesHint')}
            maxTags={10}
            value={draft.extraNames}
            error={problems.fields['extraNames']}
            onChange={(extraNames) => setDraft({ ...draft, extraNames })}
          />
          <FormProblem error={save.isError && problems.elsewhere ? save.error : null} />
          <Group justify="space-between" gap="sm">
            {template.version === 0 ? (
              <span />
            ) : (
              <Button variant="default" onClick={() => setDeleting(true)}>
                {t('templates.delete')}
              </Button>
            )}
            <Group gap="sm">
              <Button variant="default" onClick={onClose}>
                {tConsole('cancel')}
              </Button>
              <Button type="submit" loading={save.isPending}>
                {t('templates.save')}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
      <ConfirmDialog
        opened={deleting}
        title={t('templates.deleteTitle', { name: template.name })}
        action={t('templates.delete')}
        danger
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate()}
        onClose={() => setDeleting(false)}
      >
        <p className="mail-plain">{t('templates.deleteWhat')}</p>
      </ConfirmDialog>
    </Modal>
  );
}
