import { Checkbox } from '@mantine/core';
import type { Issue } from '@firstbell/contracts/issues';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { linesIn, useScreenLanguage } from '../words/use-issue-words.js';

/** Ticks are for the eye of whoever works on it here and now; they live as long as the page. */
const ticked = new Map<string, ReadonlySet<number>>();
const nothing: ReadonlySet<number> = new Set();

export function Checklist({ ticketId, issue }: { readonly ticketId: string; readonly issue: Issue }) {
  const { t } = useTranslation('desk');
  const language = useScreenLanguage();
  const [done, setDone] = useState(ticked.get(ticketId) ?? nothing);
  const steps = linesIn(issue.checklist, language);
  if (steps.length === 0) return null;
  const toggle = (index: number): void => {
    const next = new Set(done);
    if (!next.delete(index)) next.add(index);
    ticked.set(ticketId, next);
    setDone(next);
  };
  return (
    <section className="desk-checklist">
      <h3>{t('panel.checklist')}</h3>
      <ol>
        {steps.map((step, index) => (
          <li key={step} data-done={done.has(index) || undefined}>
            <Checkbox size="sm" label={step} checked={done.has(index)} onChange={() => toggle(index)} />
          </li>
        ))}
      </ol>
    </section>
  );
}
