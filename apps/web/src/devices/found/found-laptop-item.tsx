import { Button } from '@mantine/core';
import { type FoundLaptop, foundLaptopOperations } from '@firstbell/contracts/found-laptops';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { useSayFailed } from '../../console/say.js';
import { When } from '../../console/when.js';
import { useOnce } from '../use-once.js';

/** One found laptop, and the step that comes next: the desk has it, then its owner. */
export function FoundLaptopItem({ laptop: { id, device, owner, deskName, foundAt, takenInAt } }: { readonly laptop: FoundLaptop }) {
  const { t } = useTranslation('desk');
  const sayFailed = useSayFailed();
  const step = takenInAt === null ? 'takeIn' : owner === null ? 'putAway' : 'giveBack';
  const go = useOnce(
    (foundId: string, requestId) =>
      call(step === 'takeIn' ? foundLaptopOperations.takeInFoundLaptop : foundLaptopOperations.endFoundLaptop, { foundId, requestId }),
    () => undefined,
  );
  return (
    <li>
      <span>
        <strong>{t('found.laptop', { tag: device.tag })}</strong> · {owner === null ? t('found.nobodys') : owner.name} ·{' '}
        {takenInAt === null ? t('found.reportedAt', { desk: deskName }) : t('found.atDesk')} · <When at={takenInAt ?? foundAt} />
      </span>
      <Button
        size="compact-sm"
        variant="default"
        loading={go.isPending}
        aria-label={t(`found.${step}Named`, { tag: device.tag })}
        onClick={() => go.mutate(id, { onError: sayFailed })}
      >
        {t(`found.${step}`)}
      </Button>
    </li>
  );
}
