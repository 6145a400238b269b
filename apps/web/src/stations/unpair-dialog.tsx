import { type Station, stationOperations } from '@firstbell/contracts/people';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.js';
import { ConfirmDialog } from '../console/confirm-dialog.js';
import { sayDone } from '../console/say.js';
import { stationsQuery } from './stations-query.js';

interface UnpairDialogProps {
  readonly station: Station | null;
  readonly all: readonly Station[];
  readonly onClose: () => void;
}

export function UnpairDialog({ station, all, onClose }: UnpairDialogProps) {
  const { t } = useTranslation('console');
  const queryClient = useQueryClient();
  const unpair = useMutation({
    mutationFn: ({ id }: Station) => call(stationOperations.unpairStation, { stationId: id }),
    onSuccess: async (_done, { name }) => {
      sayDone(t('stations.unpaired', { name }));
      onClose();
      await queryClient.invalidateQueries({ queryKey: stationsQuery.queryKey });
    },
  });
  const others = station === null ? 0 : all.filter((one) => one.id !== station.id && one.desk.id === station.desk.id).length;
  return (
    <ConfirmDialog
      opened={station !== null}
      danger
      title={t('stations.unpairTitle', { name: station?.name ?? '' })}
      action={t('stations.unpair')}
      busy={unpair.isPending}
      error={unpair.error}
      onClose={() => {
        unpair.reset();
        onClose();
      }}
      onConfirm={() => {
        if (station !== null) unpair.mutate(station);
      }}
    >
      {station === null ? null : (
        <p className="stations__what">
          {t(`stations.unpairWhat.${station.kind}`)} {others === 0 ? t('stations.leftNone') : t('stations.left', { count: others })}
        </p>
      )}
    </ConfirmDialog>
  );
}
