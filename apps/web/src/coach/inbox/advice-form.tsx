import { Button, Group, Radio, Stack, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReviewRow } from '@firstbell/contracts/feedback';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../api/describe-error.js';
import { WishId } from '../../api/wish-id.js';
import { fieldProblems, isElsewhere } from '../../console/field-problems.rules.js';
import { FormProblem } from '../../console/form-problem.js';
import { useReturnWithAdvice } from './use-review-actions.js';

interface AdviceFormProps {
  readonly review: ReviewRow;
  readonly onDone: () => void;
}

export function AdviceForm({ review, onDone }: AdviceFormProps) {
  const { t } = useTranslation('coach');
  const { t: tConsole } = useTranslation('console');
  const { t: tErrors } = useTranslation('errors');
  const [wish] = useState(() => new WishId());
  const form = useForm<{ advice: string; to: 'assistant' | 'line' }>({
    initialValues: { advice: '', to: review.assistant === null ? 'line' : 'assistant' },
    validate: { advice: (advice) => (advice.trim() === '' ? t('advice.missing') : null) },
  });
  const giveBack = useReturnWithAdvice();
  return (
    <form
      noValidate
      className="coach-form"
      onSubmit={form.onSubmit((values) =>
        giveBack.mutate(
          { review, requestId: wish.of(values), advice: values.advice.trim(), to: values.to },
          {
            onSuccess: onDone,
            onError: (error) => form.setErrors(fieldProblems(error, ['advice'], (one) => describeError(tErrors, one)).fields),
          },
        ),
      )}
    >
      <Stack gap="md">
        <Textarea
          label={t('advice.label')}
          description={t('advice.hint')}
          autosize
          minRows={3}
          maxLength={2000}
          autoFocus
          {...form.getInputProps('advice')}
        />
        {review.assistant === null ? null : (
          <Radio.Group label={t('advice.to')} {...form.getInputProps('to')}>
            <Stack gap={6} mt={6}>
              <Radio value="assistant" label={t('advice.toAssistant', { name: review.assistant.name })} />
              <Radio value="line" label={t('advice.toLine')} />
            </Stack>
          </Radio.Group>
        )}
        {review.reason === 'private' ? <p className="fb-notice coach-plain">{t('advice.nowPublic')}</p> : null}
        <FormProblem error={giveBack.isError && isElsewhere(giveBack.error, ['advice']) ? giveBack.error : null} />
        <Group gap="sm">
          <Button type="submit" loading={giveBack.isPending}>
            {t('advice.send')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {tConsole('cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
