import { Progress } from '@mantine/core';
import { deviceOperations, type DeviceMapping, type DevicePreset } from '@firstbell/contracts/devices';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { upload } from '../../api/call.js';
import { ChooseFile } from '../../console/choose-file.js';
import { FormProblem } from '../../console/form-problem.js';
import { ChooseColumns } from './choose-columns.js';

/** So much of a file is enough to see its headers and first rows. */
const beginningBytes = 128 * 1024;

/** A file is looked into first: only its beginning is sent, so that its columns can be chosen before the whole of it is. */
export function UploadDevices() {
  const { t } = useTranslation('devices');
  const navigate = useNavigate();
  const [over, setOver] = useState(false);
  const look = useMutation({
    mutationFn: async (file: File) => ({
      file,
      id: v7(),
      preview: await upload(deviceOperations.previewDeviceFile, { fileName: nameOf(file) }, file.slice(0, beginningBytes)),
    }),
  });
  const send = useMutation({
    mutationFn: ({ file, id, preset, mapping }: { file: File; id: string; preset: DevicePreset; mapping: DeviceMapping | null }) =>
      upload(
        deviceOperations.startDeviceImport,
        { id, fileName: nameOf(file), preset, ...(mapping === null ? {} : { mapping: JSON.stringify(mapping) }) },
        file,
      ),
    onSuccess: (one) => navigate({ to: '/devices/import/$importId', params: { importId: one.id } }),
  });
  const take = (file: File | undefined): void => {
    if (file === undefined || send.isPending) return;
    send.reset();
    look.mutate(file);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <section
      className="console-card devices-drop"
      data-over={over || undefined}
      aria-labelledby="upload"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <h2 id="upload">{t('import.upload.title')}</h2>
      <p className="devices-plain">{t('import.upload.what')}</p>
      <p className="devices-faint">{t('import.upload.keeps')}</p>
      {send.isPending ? (
        <div role="status" className="devices-sending">
          <p className="devices-plain">{t('import.upload.sending', { name: send.variables.file.name })}</p>
          <Progress value={100} animated aria-label={t('import.upload.sending', { name: send.variables.file.name })} />
        </div>
      ) : (
        <ChooseFile
          accept=".csv,text/csv,text/plain"
          onFile={take}
          variant={look.data === undefined ? 'filled' : 'default'}
          loading={look.isPending}
        >
          {t('import.upload.choose')}
        </ChooseFile>
      )}
      <FormProblem error={look.error ?? send.error} />
      {look.data === undefined || send.isPending ? null : (
        <ChooseColumns
          key={look.data.id}
          name={look.data.file.name}
          preview={look.data.preview}
          onRead={(preset, mapping) => send.mutate({ file: look.data.file, id: look.data.id, preset, mapping })}
        />
      )}
    </section>
  );
}

const nameOf = (file: File): string => file.name.slice(-200);
