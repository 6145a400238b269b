import { useTranslation } from 'react-i18next';
import { IssuePicture } from '../../hallpass/pictures/issue-picture.js';
import type { LineTab } from './line-groups.rules.js';

const pictures = { waiting: 'speech-question', withOthers: 'wrench', held: 'hourglass', withCoach: 'adult' } as const;

/** An empty list says what will appear in it, and what to do meanwhile. */
export function EmptyLine({ tab }: { readonly tab: LineTab }) {
  const { t } = useTranslation('desk');
  return (
    <div className="desk-empty">
      <IssuePicture picture={pictures[tab]} size={72} />
      <h3>{t(`empty.${tab}Title`)}</h3>
      <p>{t(`empty.${tab}Body`)}</p>
      {tab === 'waiting' ? <p className="desk-empty__tip">{t('empty.waitingTip')}</p> : null}
    </div>
  );
}
