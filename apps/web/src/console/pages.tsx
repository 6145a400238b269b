import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface PagesProps {
  readonly offset: number;
  readonly size: number;
  readonly total: number;
  readonly onTurn: (offset: number) => void;
}

/** Which rows of how many, and the way to the others. */
export function Pages({ offset, size, total, onTurn }: PagesProps) {
  const { t, i18n } = useTranslation('console');
  const format = new Intl.NumberFormat(i18n.resolvedLanguage);
  if (total <= size && offset === 0) return null;
  return (
    <div className="console-pages console-no-print">
      <Button variant="default" size="xs" disabled={offset === 0} onClick={() => onTurn(Math.max(0, offset - size))}>
        {t('pages.previous')}
      </Button>
      <span role="status">
        {t('pages.of', { from: format.format(offset + 1), to: format.format(Math.min(total, offset + size)), total: format.format(total) })}
      </span>
      <Button variant="default" size="xs" disabled={offset + size >= total} onClick={() => onTurn(offset + size)}>
        {t('pages.next')}
      </Button>
    </div>
  );
}
