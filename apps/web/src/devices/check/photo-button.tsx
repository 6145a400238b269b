import { circulationOperations } from '@firstbell/contracts/circulation';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { upload } from '../../api/call.js';
import { ChooseFile } from '../../console/choose-file.js';
import { sayDone, useSayFailed } from '../../console/say.js';
import { smallPhoto } from './small-photo.js';

interface PhotoButtonProps {
  readonly deviceId: string;
  readonly tag: string;
  readonly of?: { readonly checkOutId: string } | { readonly repairId: string };
}

/** A photo of the device as it is now, from the camera or a file. */
export function PhotoButton({ deviceId, tag, of }: PhotoButtonProps) {
  const { t } = useTranslation('circulation');
  const queryClient = useQueryClient();
  const sayFailed = useSayFailed();
  const send = useMutation({
    mutationFn: async (file: File) => upload(circulationOperations.addDevicePhoto, { deviceId, id: v7(), ...of }, await smallPhoto(file)),
    onSuccess: async () => {
      sayDone(t('photo.kept', { tag }));
      await queryClient.invalidateQueries({ queryKey: ['circulation', 'photos', deviceId] });
    },
    onError: sayFailed,
  });
  return (
    <ChooseFile
      accept="image/jpeg,image/png,image/webp"
      onFile={(file) => send.mutate(file)}
      variant="default"
      size="xs"
      loading={send.isPending}
      label={t('photo.addOf', { tag })}
    >
      {t('photo.add')}
    </ChooseFile>
  );
}
