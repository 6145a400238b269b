import './console.css';
import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** The shape of what is coming, instead of a spinner. */
export function RowsLoading({ rows = 6, height = 44 }: { readonly rows?: number; readonly height?: number }) {
  const { t } = useTranslation('staff');
  return (
    <div role="status" className="console-loading">
      <span className="fb-hidden">{t('loading')}</span>
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} height={height} radius="md" width={index === rows - 1 ? '62%' : '100%'} />
      ))}
    </div>
  );
}
