import { Progress } from '@mantine/core';
import { rosterOperations } from '@firstbell/contracts/roster';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { upload } from '../../api/call.js';
import { ChooseFile } from '../../console/choose-file.js';
import { FormProblem } from '../../console/form-problem.js';

/** A file chosen or dropped is sent at once: nothing is changed before the diff was read and applied. */
export function UploadRoster() {
  const { t } = useTranslation('settings');
  const navigate = useNavigate();
  const [over, setOver] = useState(false);
  const send = useMutation({
    mutationFn: (file: File) => upload(rosterOperations.startRosterImport, { fileName: file.name.slice(-200) }, file),
    onSuccess: (one) => navigate({ to: '/settings/roster/$importId', params: { importId: one.id } }),
  });
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file !== undefined && !send.isPending) send.mutate(file);
  };
  return (
    <section
      className="console-card settings-drop"
      data-over={over || undefined}
      aria-labelledby="upload"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <h2 id="upload">{t('roster.upload.title')}</h2>
      <p className="settings-plain">{t('roster.upload.what')}</p>
      <p className="settings-faint">{t('roster.upload.privacy')}</p>
      {send.isPending ? (
        <div role="status" className="settings-drop__sending">
          <p className="settings-plain">{t('roster.upload.sending', { name: send.variables.name })}</p>
          <Progress value={100} animated aria-label={t('roster.upload.sending', { name: send.variables.name })} />
        </div>
      ) : (
        <ChooseFile accept=".zip,application/zip,application/x-zip-compressed" onFile={(file) => send.mutate(file)}>
          {t('roster.upload.choose')}
        </ChooseFile>
      )}
      <FormProblem error={send.error} />
    </section>
  );
}
