import { Button, Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { RemoveButton } from '../../console/remove-button.js';
import type { LineList, LinePair } from './issue-draft.rules.js';

interface LinesFieldProps {
  readonly list: LineList;
  readonly pairs: readonly LinePair[];
  readonly error: ReactNode;
  readonly onChange: (pairs: LinePair[]) => void;
}

/** The contract takes twelve lines a list. */
const mostLines = 12;

/** Lines in English and Spanish side by side, so that neither is forgotten. */
export function LinesField({ list, pairs, error, onChange }: LinesFieldProps) {
  const { t } = useTranslation('settings');
  const edit = (index: number, language: 'en' | 'es', text: string): void =>
    onChange(pairs.map((pair, at) => (at === index ? { ...pair, [language]: text } : pair)));
  const add = (): void => onChange([...pairs, { key: `new-${String(Date.now())}`, en: '', es: '' }]);
  return (
    <fieldset className="console-card settings-lines" aria-describedby={`${list}-hint`}>
      <legend>{t(`issues.lists.${list}.title`)}</legend>
      <p className="settings-faint" id={`${list}-hint`}>
        {t(`issues.lists.${list}.hint`)}
      </p>
      {pairs.length === 0 ? null : (
        <div className="settings-lines__head" aria-hidden="true">
          <span />
          <span>English</span>
          <span>Español</span>
          <span />
        </div>
      )}
      {pairs.map((pair, index) => (
        <div key={pair.key} className="settings-lines__pair">
          <span className="settings-lines__number" aria-hidden="true">
            {index + 1}
          </span>
          <Textarea
            aria-label={t('issues.lineEn', { number: index + 1 })}
            autosize
            minRows={1}
            maxLength={400}
            value={pair.en}
            error={error !== undefined && pair.en.trim() === '' && pair.es.trim() !== ''}
            onChange={(event) => edit(index, 'en', event.currentTarget.value)}
          />
          <Textarea
            aria-label={t('issues.lineEs', { number: index + 1 })}
            lang="es"
            autosize
            minRows={1}
            maxLength={400}
            value={pair.es}
            error={error !== undefined && pair.es.trim() === '' && pair.en.trim() !== ''}
            onChange={(event) => edit(index, 'es', event.currentTarget.value)}
          />
          <RemoveButton
            label={t('issues.removeLine', { number: index + 1 })}
            onClick={() => onChange(pairs.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      {error === undefined ? null : (
        <p className="settings-error" role="alert">
          {error}
        </p>
      )}
      {pairs.length >= mostLines ? (
        <p className="settings-faint">{t('issues.enoughLines', { count: mostLines })}</p>
      ) : (
        <Button variant="default" size="xs" onClick={add}>
          {t(`issues.lists.${list}.add`)}
        </Button>
      )}
    </fieldset>
  );
}
