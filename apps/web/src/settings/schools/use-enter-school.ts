import type { Me } from '@firstbell/contracts/people';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { meQuery } from '../../api/me-query.js';
import { sayDone } from '../../console/say.js';

/** Everything fetched belonged to the school before; nothing of it may stay on the screen. */
export function useEnterSchool(): (me: Me) => Promise<void> {
  const { t } = useTranslation('settings');
  const queryClient = useQueryClient();
  const router = useRouter();
  return async (me) => {
    queryClient.clear();
    queryClient.setQueryData(meQuery.queryKey, me);
    await router.invalidate();
    await router.navigate({ to: '/settings' });
    sayDone(t('schools.entered', { name: me.school.name }));
  };
}
