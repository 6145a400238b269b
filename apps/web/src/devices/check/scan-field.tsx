import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useScanner } from '../../scanner/use-scanner.js';

interface ScanFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly action: string;
  readonly busy?: boolean;
  /** True while a dialog above it listens instead. */
  readonly paused?: boolean;
  readonly onScan: (scan: string) => void;
}

/** Scans are heard wherever the focus is; a worn label is typed. */
export function ScanField({ label, hint, action, busy = false, paused = false, onScan }: ScanFieldProps) {
  const { t } = useTranslation('circulation');
  const [typed, setTyped] = useState('');
  const take = (scan: string): void => {
    setTyped('');
    if (scan.trim() !== '') onScan(scan.trim());
  };
  useScanner((scan) => {
    if (!paused) take(scan);
  });
  return (
    <form
      className="circulation-tools"
      onSubmit={(event) => {
        event.preventDefault();
        take(typed);
      }}
    >
      <TextInput
        label={label}
        description={hint ?? t('scan.hint')}
        value={typed}
        maxLength={64}
        autoComplete="off"
        onChange={(event) => setTyped(event.currentTarget.value)}
        miw={260}
      />
      <Button type="submit" variant="default" loading={busy}>
        {action}
      </Button>
    </form>
  );
}
