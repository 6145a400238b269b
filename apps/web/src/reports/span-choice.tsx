import { SegmentedControl, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Span, type SpanKind, spanKinds } from './span.rules.js';

interface SpanChoiceProps {
  readonly kind: SpanKind;
  readonly span: Span;
  /** The last day that can be chosen. */
  readonly today: string;
  readonly onKind: (kind: SpanKind) => void;
  readonly onSpan: (span: Span) => void;
}

/** Which stretch of days the report is about. */
export function SpanChoice({ kind, span, today, onKind, onSpan }: SpanChoiceProps) {
  const { t } = useTranslation('reports');
  const backwards = span.from > span.until;
  return (
    <div className="reports-span">
      <SegmentedControl
        aria-label={t('span.label')}
        value={kind}
        data={spanKinds.map((one) => ({ value: one, label: t(`span.${one}`) }))}
        onChange={(chosen) => {
          const next = spanKinds.find((one) => one === chosen);
          if (next !== undefined) onKind(next);
        }}
      />
      {kind === 'own' ? (
        <div className="reports-span__days">
          <TextInput
            type="date"
            label={t('span.from')}
            value={span.from}
            max={today}
            onChange={({ currentTarget: { value } }) => {
              if (value !== '') onSpan({ ...span, from: value });
            }}
          />
          <TextInput
            type="date"
            label={t('span.until')}
            value={span.until}
            max={today}
            error={backwards ? t('span.backwards') : undefined}
            onChange={({ currentTarget: { value } }) => {
              if (value !== '') onSpan({ ...span, until: value });
            }}
          />
        </div>
      ) : null}
    </div>
  );
}
