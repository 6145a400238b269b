import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSayFailed } from './say.js';
import { saveFile } from './save-file.js';

interface CsvButtonProps {
  readonly fileName: string;
  readonly load: () => Promise<Blob>;
  /** What is downloaded, for people who hear the button alone. */
  readonly of: string;
}

export function CsvButton({ fileName, load, of }: CsvButtonProps) {
  const { t } = useTranslation('console');
  const sayFailed = useSayFailed();
  const download = useMutation({ mutationFn: load, onSuccess: (blob) => saveFile(blob, fileName), onError: sayFailed });
  return (
    <Button
      variant="default"
      size="xs"
      loading={download.isPending}
      onClick={() => download.mutate()}
      aria-label={t('table.csvOf', { of })}
    >
      {t('table.csv')}
    </Button>
  );
}
