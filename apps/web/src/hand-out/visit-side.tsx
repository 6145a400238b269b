import type { HandOutStep, Visit } from '@firstbell/contracts/hand-out';
import { useTranslation } from 'react-i18next';
import { StepList } from './step-list.js';

interface VisitSideProps {
  readonly visit: Visit;
  readonly current: HandOutStep | null;
  readonly onChoose: (step: HandOutStep) => void;
}

/** Who is here: the student's pass, and the steps of the visit on its stub. */
export function VisitSide({ visit, current, onChoose }: VisitSideProps) {
  const { t, i18n } = useTranslation('handOut');
  const { student, plan } = visit;
  return (
    <aside className="ho-pass" aria-label={t('visit.label')}>
      <div className="ho-pass__head">
        <h2 className="ho-pass__name" translate="no">
          {student.name}
        </h2>
        <p className="ho-pass__facts">
          {student.homeroom === null ? null : <span>{student.homeroom}</span>}
          <span>{t('visit.speaks', { language: languageName(student.language, i18n.resolvedLanguage ?? 'en') })}</span>
        </p>
      </div>
      <div className="ho-pass__stub">
        <p className="ho-pass__plan">{plan.name}</p>
        <StepList visit={visit} current={current} onChoose={onChoose} />
      </div>
    </aside>
  );
}

function languageName(language: string, inLanguage: string): string {
  return new Intl.DisplayNames([inLanguage], { type: 'language' }).of(language) ?? language;
}
