import type { ScannedLaptop } from '@firstbell/contracts/hand-out';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../hallpass/button.js';
import { TextField } from '../../hallpass/text-field.js';
import { Ticket } from '../../hallpass/ticket.js';
import { type Condition, conditions, type Handing } from '../flow/hand-out-flow.rules.js';
import { AgreementIcon, CaseIcon, ChargerIcon, CheckIcon, LaptopDrawing } from '../hand-out-icons.js';
import { Key } from '../key.js';
import { StepHeading } from './step-heading.js';

interface LaptopStepProps {
  readonly laptop: ScannedLaptop | null;
  readonly handing: Handing;
  readonly agreementOnFile: boolean;
  readonly agreementMissing: boolean;
  readonly note: string;
  readonly onToggle: (what: 'charger' | 'laptopCase' | 'agreement') => void;
  readonly onCondition: (condition: Condition) => void;
  readonly onNote: (note: string) => void;
  readonly onGive: () => void;
}

export function LaptopStep(props: LaptopStepProps) {
  const { t } = useTranslation('handOut');
  const { laptop } = props;
  if (laptop === null) {
    return (
      <section className="ho-step ho-step--scan">
        <LaptopDrawing />
        <StepHeading key="scan">{t('laptop.scan')}</StepHeading>
        <p className="ho-step__lead">{t('laptop.scanLead')}</p>
      </section>
    );
  }
  return <Giving {...props} laptop={laptop} />;
}

function Giving({
  laptop,
  handing,
  agreementOnFile,
  agreementMissing,
  note,
  onToggle,
  onCondition,
  onNote,
  onGive,
}: LaptopStepProps & { readonly laptop: ScannedLaptop }) {
  const { t } = useTranslation('handOut');
  return (
    <section className="ho-step">
      <div className="ho-giving">
        <StepHeading key={laptop.id}>{t('laptop.title')}</StepHeading>
        <Ticket code={laptop.tag} className="ho-giving__tag">
          {laptop.model}
        </Ticket>
      </div>
      <div className="ho-toggles" role="group" aria-label={t('laptop.goesAlong')}>
        <Toggle digit="1" icon={<ChargerIcon />} on={handing.charger} onToggle={() => onToggle('charger')}>
          {t('laptop.charger')}
        </Toggle>
        <Toggle digit="2" icon={<CaseIcon />} on={handing.laptopCase} onToggle={() => onToggle('laptopCase')}>
          {t('laptop.case')}
        </Toggle>
        {agreementOnFile ? (
          <div className="ho-toggle ho-toggle--fixed">
            <AgreementIcon />
            <span>{t('laptop.agreementOnFile')}</span>
            <span className="ho-toggle__state">
              <CheckIcon />
            </span>
          </div>
        ) : (
          <Toggle
            digit="3"
            icon={<AgreementIcon />}
            on={handing.agreement}
            missing={agreementMissing}
            onToggle={() => onToggle('agreement')}
          >
            {t('laptop.agreement')}
          </Toggle>
        )}
      </div>
      <p className="ho-step__word ho-step__word--error" role="alert">
        {agreementMissing ? t('laptop.agreementMissing') : ''}
      </p>
      <div className="ho-conditions" role="group" aria-label={t('laptop.condition')}>
        <span className="ho-conditions__label" aria-hidden="true">
          {t('laptop.condition')}
        </span>
        {conditions.map((condition, index) => (
          <button
            key={condition}
            type="button"
            className="fb-choice ho-condition"
            aria-pressed={handing.condition === condition}
            onClick={() => onCondition(condition)}
          >
            <Key>{String(index + 4)}</Key>
            {t(`laptop.conditions.${condition}`)}
          </button>
        ))}
      </div>
      {handing.condition === 'damaged' ? (
        <TextField label={t('laptop.noteLabel')} value={note} maxLength={500} onChange={(event) => onNote(event.target.value)} />
      ) : null}
      <div className="ho-step__go">
        <Button large look="marigold" onClick={onGive}>
          {t('laptop.give')}
          <Key>Enter</Key>
        </Button>
      </div>
    </section>
  );
}

interface ToggleProps {
  readonly digit: string;
  readonly icon: ReactNode;
  readonly on: boolean;
  readonly missing?: boolean;
  readonly onToggle: () => void;
  readonly children: ReactNode;
}

function Toggle({ digit, icon, on, missing = false, onToggle, children }: ToggleProps) {
  return (
    <button type="button" role="checkbox" aria-checked={on} className="ho-toggle" data-missing={missing || undefined} onClick={onToggle}>
      {icon}
      <span>{children}</span>
      <Key>{digit}</Key>
      <span className="ho-toggle__state">{on ? <CheckIcon /> : null}</span>
    </button>
  );
}
