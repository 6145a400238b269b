import { Radio, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { Kbd } from '../keys/kbd.js';
import { isWriting } from './desk-modal.js';

interface NumberedChoicesProps {
  readonly label: string;
  readonly choices: readonly { readonly value: string; readonly label: ReactNode }[];
  readonly value: string | null;
  readonly onChange: (value: string) => void;
  readonly error?: string | null;
}

/** Radio buttons that the number keys choose too, as long as nobody types in a field. */
export function NumberedChoices({ label, choices, value, onChange, error = null }: NumberedChoicesProps) {
  return (
    <Radio.Group label={label} value={value} onChange={onChange} error={error}>
      <Stack gap={6} mt={8}>
        {choices.map((choice, index) => (
          <Radio.Card key={choice.value} value={choice.value} className="desk-choice" data-autofocus={index === 0 || undefined}>
            <Radio.Indicator />
            <span className="desk-choice__label">{choice.label}</span>
            {index < 9 ? <Kbd>{String(index + 1)}</Kbd> : null}
          </Radio.Card>
        ))}
      </Stack>
    </Radio.Group>
  );
}

/** The choice a pressed number means; null while somebody writes. */
export function choiceOfKey(event: KeyboardEvent, choices: readonly { readonly value: string }[]): string | null {
  return !isWriting(event) && /^[1-9]$/.test(event.key) ? (choices[Number(event.key) - 1]?.value ?? null) : null;
}
