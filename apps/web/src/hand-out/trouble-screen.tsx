import { useTranslation } from 'react-i18next';
import { Button } from '../hallpass/button.js';
import type { Trouble } from './flow/trouble.rules.js';
import { StopIcon } from './hand-out-icons.js';
import { Key } from './key.js';
import { StepHeading } from './steps/step-heading.js';

interface TroubleScreenProps {
  readonly trouble: Trouble;
  readonly withStudent: boolean;
  readonly onRead: () => void;
  readonly onStartOver: () => void;
}

/** What is in the way, large, and beneath it what to do about it. A scan goes on from here too. */
export function TroubleScreen({ trouble, withStudent, onRead, onStartOver }: TroubleScreenProps) {
  const { t } = useTranslation('handOut');
  const { what, cure } = useWords(trouble);
  return (
    <section className="ho-trouble" role="alert">
      <StopIcon />
      <div className="ho-trouble__words">
        <StepHeading key={JSON.stringify(trouble)}>{what}</StepHeading>
        <p>{cure}</p>
        <div className="ho-step__go">
          {withStudent ? (
            <Button large onClick={onRead}>
              {t('trouble.back')}
              <Key>Enter</Key>
            </Button>
          ) : null}
          <Button large look="plain" onClick={onStartOver}>
            {t('startOver')}
            <Key>Esc</Key>
          </Button>
        </div>
      </div>
    </section>
  );
}

function useWords(trouble: Trouble): { readonly what: string; readonly cure: string } {
  const { t } = useTranslation('handOut');
  switch (trouble.kind) {
    case 'unknown-scan':
      return { what: t('trouble.unknownScan.what', { scan: trouble.scan }), cure: t('trouble.unknownScan.cure') };
    case 'unknown-offline':
      return { what: t('trouble.unknownOffline.what', { scan: trouble.scan }), cure: t('trouble.unknownOffline.cure') };
    case 'laptop-with-other':
      return {
        what: t('trouble.withOther.what', { tag: trouble.tag, holder: trouble.holder }),
        cure: t('trouble.withOther.cure', { holder: trouble.holder }),
      };
    case 'laptop-state':
      return { what: t(`trouble.state.${trouble.state}.what`, { tag: trouble.tag }), cure: t(`trouble.state.${trouble.state}.cure`) };
    case 'has-laptop':
      return {
        what: t('trouble.hasLaptop.what', { name: trouble.name, tag: trouble.tag }),
        cure: t('trouble.hasLaptop.cure', { tag: trouble.tag, scanned: trouble.scanned }),
      };
    case 'laptop-theirs-already':
      return { what: t('trouble.theirsAlready.what', { name: trouble.name, tag: trouble.tag }), cure: t('trouble.theirsAlready.cure') };
    case 'left-school':
      return { what: t('trouble.leftSchool.what'), cure: t('trouble.leftSchool.cure') };
    case 'not-in-plan':
      return { what: t('trouble.notInPlan.what'), cure: t('trouble.notInPlan.cure') };
    case 'no-plan':
      return { what: t('trouble.noPlan.what'), cure: t('trouble.noPlan.cure') };
    case 'paused':
      return { what: t('trouble.paused.what'), cure: t('trouble.paused.cure') };
    case 'two-entries':
      return { what: t('trouble.twoEntries.what'), cure: t('trouble.twoEntries.cure') };
    case 'not-kept':
      return { what: t('trouble.notKept.what', { name: trouble.name }), cure: t('trouble.notKept.cure') };
    case 'refused':
      return { what: t('trouble.refused.what'), cure: trouble.detail };
  }
}
