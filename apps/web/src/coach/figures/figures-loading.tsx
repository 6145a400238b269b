import { SimpleGrid, Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** The shape of a page of figures while they come. */
export function FiguresLoading() {
  const { t } = useTranslation('staff');
  return (
    <div role="status">
      <span className="fb-hidden">{t('loading')}</span>
      <SimpleGrid cols={{ base: 2, sm: 3, md: 5 }} spacing="sm">
        {Array.from({ length: 10 }, (_, index) => (
          <Skeleton key={index} height={92} radius="lg" />
        ))}
      </SimpleGrid>
      <Skeleton height={320} radius="lg" mt="lg" />
    </div>
  );
}
