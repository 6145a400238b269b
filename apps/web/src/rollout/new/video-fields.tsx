import { Button, Group, Radio, TextInput } from '@mantine/core';
import type { Translated } from '@firstbell/contracts/values';
import { useTranslation } from 'react-i18next';
import { type Draft, withoutAnswer } from './draft.rules.js';

interface VideoFieldsProps {
  readonly video: Draft['video'];
  readonly wrong: boolean;
  readonly onChange: (video: Draft['video']) => void;
}

const mostAnswers = 4;
const fewestAnswers = 2;

/** The video, its one question and two to four answers, all in both languages. */
export function VideoFields({ video, wrong, onChange }: VideoFieldsProps) {
  const { t } = useTranslation('rollout');
  const pair = (labels: { en: string; es: string }, words: Translated, change: (words: Translated) => void) => (
    <div className="rollout-pair">
      {(['en', 'es'] as const).map((language) => (
        <TextInput
          key={language}
          label={labels[language]}
          lang={language}
          maxLength={200}
          value={words[language]}
          error={wrong && words[language].trim() === ''}
          onChange={(event) => change({ ...words, [language]: event.currentTarget.value })}
        />
      ))}
    </div>
  );
  const changeAnswer = (at: number, words: Translated): void =>
    onChange({ ...video, answers: video.answers.map((answer, index) => (index === at ? words : answer)) });
  return (
    <fieldset className="rollout-fieldset">
      <legend>{t('steps.video')}</legend>
      {pair({ en: t('new.videoTitleEn'), es: t('new.videoTitleEs') }, video.title, (title) => onChange({ ...video, title }))}
      <TextInput
        label={t('new.videoUrl')}
        description={t('new.videoUrlHint')}
        value={video.url}
        maxLength={500}
        error={wrong && video.url.trim() === ''}
        onChange={(event) => onChange({ ...video, url: event.currentTarget.value })}
      />
      {pair({ en: t('new.questionEn'), es: t('new.questionEs') }, video.question, (question) => onChange({ ...video, question }))}
      {video.answers.map((answer, index) => (
        <div key={index} className="rollout-answer">
          {pair({ en: t('new.answerEn', { at: index + 1 }), es: t('new.answerEs', { at: index + 1 }) }, answer, (words) =>
            changeAnswer(index, words),
          )}
          <Group justify="space-between" mt={6}>
            <Radio
              name="right"
              checked={video.right === index}
              label={t('new.right', { at: index + 1 })}
              onChange={() => onChange({ ...video, right: index })}
            />
            {video.answers.length > fewestAnswers ? (
              <Button variant="default" size="xs" onClick={() => onChange(withoutAnswer(video, index))}>
                {t('new.removeAnswer', { at: index + 1 })}
              </Button>
            ) : null}
          </Group>
        </div>
      ))}
      {video.answers.length < mostAnswers ? (
        <Button variant="default" size="xs" onClick={() => onChange({ ...video, answers: [...video.answers, { en: '', es: '' }] })}>
          {t('new.addAnswer')}
        </Button>
      ) : null}
    </fieldset>
  );
}
