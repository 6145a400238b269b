import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { deviceOperations, type Device, type DeviceReportKind } from '@firstbell/contracts/devices';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { FormProblem } from '../../console/form-problem.js';
import { sayDone } from '../../console/say.js';
import { useDeviceChange } from './use-device-change.js';

interface ReportDialogProps {
  readonly device: Device;
  readonly report: DeviceReportKind;
  readonly onClose: () => void;
}

/** Lost, stolen, found: who has it stays in the books, and where it was seen last is kept with the report. */
export function ReportDialog({ device, report, onClose }: ReportDialogProps) {
  const { t } = useTranslation('devices');
  const { t: tConsole } = useTranslation('console');
  const [values, setValues] = useState({ lastSeenOn: '', place: '', note: '' });
  const send = useDeviceChange(
    (told: typeof values, requestId) =>
      call(deviceOperations.reportDevice, {
        deviceId: device.id,
        requestId,
        report,
        ...Object.fromEntries(Object.entries(told).filter(([, text]) => text.trim() !== '')),
      }),
    () => {
      sayDone(t(`report.done.${report}`, { tag: device.tag }));
      onClose();
    },
  );
  const field = (name: keyof typeof values) => ({
    value: values[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setValues((now) => ({ ...now, [name]: value }));
    },
  });
  const found = report === 'found';
  return (
    <Modal opened onClose={onClose} title={t(`report.title.${report}`, { tag: device.tag })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate(values);
        }}
      >
        <Stack gap="md">
          <p className="devices-plain">
            {device.holder === null ? t(`report.what.${report}.nobody`) : t(`report.what.${report}.holder`, { name: device.holder.name })}
          </p>
          {found ? null : <TextInput type="date" label={t('report.lastSeenOn')} {...field('lastSeenOn')} />}
          <TextInput label={t(found ? 'report.foundAt' : 'report.place')} maxLength={120} {...field('place')} data-autofocus />
          <Textarea label={t('fields.note')} autosize minRows={2} maxRows={6} maxLength={2000} {...field('note')} />
          <FormProblem error={send.error} />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {tConsole('cancel')}
            </Button>
            <Button type="submit" color={found ? 'pine' : 'danger'} loading={send.isPending}>
              {t(`report.action.${report}`)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
