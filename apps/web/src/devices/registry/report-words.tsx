import type { DeviceReport } from '@firstbell/contracts/devices';
import { useTranslation } from 'react-i18next';
import { useSchoolTime } from '../../console/use-school-time.js';

/** Where and when a device was seen last, and who had it then, in one line. */
export function ReportWords({ report }: { readonly report: DeviceReport }) {
  const { t } = useTranslation('devices');
  const { day } = useSchoolTime();
  const parts = [
    report.holder === null ? t('report.words.nobody') : t('report.words.holder', { name: report.holder.name }),
    report.lastSeenOn === null ? null : t('report.words.lastSeenOn', { day: day(report.lastSeenOn) }),
    report.place === null ? null : t(report.kind === 'found' ? 'report.words.foundAt' : 'report.words.place', { place: report.place }),
    report.note,
  ];
  return <span>{parts.filter((part) => part !== null).join(' · ')}</span>;
}
