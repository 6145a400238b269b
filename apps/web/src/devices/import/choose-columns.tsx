import { Button, SegmentedControl, Select } from '@mantine/core';
import { deviceColumns, devicePresets, type deviceOperations, type DeviceMapping, type DevicePreset } from '@firstbell/contracts/devices';
import type { OutputOf } from '@firstbell/contracts/operation';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

export type DeviceFilePreview = OutputOf<(typeof deviceOperations)['previewDeviceFile']>;

interface ChooseColumnsProps {
  readonly name: string;
  readonly preview: DeviceFilePreview;
  /** With a mapping only when the columns were chosen by hand. */
  readonly onRead: (preset: DevicePreset, mapping: DeviceMapping | null) => void;
}

/** What system the file comes from, or which of its columns is what. */
export function ChooseColumns({ name, preview, onRead }: ChooseColumnsProps) {
  const { t } = useTranslation('devices');
  const [preset, setPreset] = useState<DevicePreset>(preview.preset);
  const [mapping, setMapping] = useState<DeviceMapping>(preview.mapping);
  const own = preset === 'own';
  const usable = !own || mapping.tag !== undefined || mapping.serial !== undefined;
  const headers = [...new Set(preview.headers)];
  return (
    <div className="devices-columns">
      <h3>{t('import.columns.title', { name })}</h3>
      <div className="devices-choice">
        <SegmentedControl
          aria-label={t('import.columns.preset')}
          value={preset}
          data={devicePresets.map((one) => ({ value: one, label: t(`import.presets.${one}`) }))}
          onChange={(value) => setPreset(devicePresets.find((one) => one === value) ?? 'own')}
        />
      </div>
      <p className="devices-plain">{t(`import.columns.about.${preset}`)}</p>
      {own ? (
        <div className="devices-pair">
          {deviceColumns.map((column) => (
            <Select
              key={column}
              label={t(`import.columns.names.${column}`)}
              placeholder={t('import.columns.none')}
              clearable
              clearButtonProps={{ 'aria-label': t('import.columns.clear', { column: t(`import.columns.names.${column}`) }) }}
              data={headers}
              value={mapping[column] ?? null}
              onChange={(header) =>
                setMapping((now) => {
                  const { [column]: _, ...others } = now;
                  return header === null ? others : { ...others, [column]: header };
                })
              }
            />
          ))}
        </div>
      ) : null}
      <FirstRows preview={preview} />
      {usable ? null : <p className="devices-plain">{t('import.columns.needed')}</p>}
      <Button disabled={!usable} onClick={() => onRead(preset, own ? mapping : null)}>
        {t('import.columns.read')}
      </Button>
    </div>
  );
}

function FirstRows({ preview }: { readonly preview: DeviceFilePreview }) {
  const { t } = useTranslation('devices');
  return (
    <div className="console-table">
      <div className="console-table__scroll" tabIndex={0} role="group" aria-label={t('import.columns.rows')}>
        <table>
          <caption className="fb-hidden">{t('import.columns.rows')}</caption>
          <thead>
            <tr>
              {preview.headers.map((header, index) => (
                <th key={index} scope="col" className="devices-head">
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.map((cells, line) => (
              <tr key={line}>
                {cells.map((cell, index) => (
                  <td key={index}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
