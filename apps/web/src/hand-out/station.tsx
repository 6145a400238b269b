import './hand-out.css';
import type { Visit } from '@firstbell/contracts/hand-out';
import type { Me } from '@firstbell/contracts/people';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReachable } from '../api/reachability.js';
import { spokenLines } from '../i18n/spoken.js';
import { useScanner } from '../scanner/use-scanner.js';
import { useCohort } from './cohort/use-cohort.js';
import { conditions, currentStep } from './flow/hand-out-flow.rules.js';
import type { StationKey } from './keys/station-keys.rules.js';
import { useStationKeys } from './keys/use-station-keys.js';
import { SlipLink } from './slip-link.js';
import { StationFrame } from './station-frame.js';
import { BasicsStep } from './steps/basics-step.js';
import { LaptopStep } from './steps/laptop-step.js';
import { ServedStep } from './steps/served-step.js';
import { VideoStep } from './steps/video-step.js';
import { TroubleScreen } from './trouble-screen.js';
import { useHandOut } from './use-hand-out.js';
import { VisitSide } from './visit-side.js';
import { WelcomeScreen } from './welcome-screen.js';

/** One screen that follows a student through the steps of the rollout: scan, keys, Enter, next. */
export function Station({ me, onSignOut }: { readonly me: Me; readonly onSignOut: (unsent: number) => void }) {
  const { i18n } = useTranslation('handOut');
  const { cohort, students } = useCohort(me.school.id);
  const station = useHandOut(me, cohort);
  const reachable = useReachable();
  const [typed, setTyped] = useState('');
  const { flow, say, unsent, refused } = station;
  const { visit, trouble } = flow;
  const step = currentStep(flow);
  const lines = visit === null ? [] : spokenLines(visit.plan.basics, i18n.resolvedLanguage ?? 'en');

  const startOver = (): void => {
    setTyped('');
    say({ type: 'reset' });
  };
  const record = (work: () => void): void => {
    work();
    setTyped('');
  };
  const answer = (index: number): void => {
    const video = visit?.plan.video;
    if (video && index < video.answers.length) say({ type: 'answered', answer: index, right: index === video.right });
  };
  const tickNext = (): void => {
    const next = lines.findIndex((_line, index) => !flow.ticked.includes(index));
    if (next === -1) record(() => station.mark('done'));
    else say({ type: 'ticked', line: next });
  };
  const watched = (): void => {
    if (flow.answer !== null) record(() => station.mark('done', typed));
  };
  const give = (): void => record(() => station.giveLaptop(typed));

  const onDigit = (digit: number): void => {
    if (step === 'video') answer(digit - 1);
    if (step === 'basics' && digit <= lines.length) say({ type: 'ticked', line: digit - 1 });
    if (step !== 'hand_out' || flow.laptop === null) return;
    const condition = conditions[digit - 4];
    if (digit === 1) say({ type: 'toggled', what: 'charger' });
    else if (digit === 2) say({ type: 'toggled', what: 'laptopCase' });
    else if (digit === 3 && visit?.agreementOnFile === false) say({ type: 'toggled', what: 'agreement' });
    else if (condition !== undefined) say({ type: 'chose-condition', condition });
  };
  const goOn = (): void => {
    if (step === 'video') watched();
    else if (step === 'basics') tickNext();
    else if (step === 'hand_out' && flow.laptop !== null) give();
  };
  const onKey = (pressed: StationKey): void => {
    if (pressed.key === 'start-over') startOver();
    else if (trouble !== null) {
      if (pressed.key === 'go-on') say({ type: 'read-trouble' });
    } else if (pressed.key === 'digit') onDigit(pressed.digit);
    else if (pressed.key === 'skip') {
      if (step === 'video' || step === 'basics') record(() => station.mark('skipped'));
    } else if (pressed.key === 'go-on') goOn();
  };
  useStationKeys(onKey);
  useScanner((scan) => {
    setTyped('');
    station.scan(scan);
  });

  return (
    <StationFrame
      me={me}
      unsent={unsent.length}
      refused={refused.length}
      withStudent={visit !== null || flow.laptop !== null || trouble !== null}
      onStartOver={startOver}
      onSignOut={() => onSignOut(unsent.length + refused.length)}
    >
      {visit === null && trouble === null ? (
        <WelcomeScreen
          laptop={flow.laptop}
          lookingUp={flow.lookingUp}
          cohort={cohort}
          expected={students}
          refused={refused}
          timeZone={me.school.timeZone}
          onPick={(found) => station.pick({ visit: found, laptop: null })}
          onSeenTo={station.dismiss}
        />
      ) : (
        <div className="ho__visit" data-alone={visit === null || undefined}>
          {visit === null ? null : (
            <div className="ho__who">
              <VisitSide
                visit={visit}
                current={trouble === null ? step : null}
                onChoose={(chosen) => say({ type: 'chose-step', step: chosen })}
              />
              <SlipLink me={me} visit={visit} />
            </div>
          )}
          {trouble === null ? (
            visit === null ? null : (
              stepScreen(visit)
            )
          ) : (
            <TroubleScreen
              trouble={trouble}
              withStudent={visit !== null}
              onRead={() => say({ type: 'read-trouble' })}
              onStartOver={startOver}
            />
          )}
        </div>
      )}
    </StationFrame>
  );

  function stepScreen(shown: Visit) {
    const language = shown.student.language;
    if (step === 'video' && shown.plan.video !== null)
      return (
        <VideoStep
          key="video"
          video={shown.plan.video}
          language={language}
          answer={flow.answer}
          wrong={flow.wrong}
          question={typed}
          onAnswer={answer}
          onQuestion={setTyped}
          onDone={watched}
          onSkip={() => record(() => station.mark('skipped'))}
        />
      );
    if (step === 'basics')
      return (
        <BasicsStep
          key="basics"
          basics={shown.plan.basics}
          language={language}
          ticked={flow.ticked}
          onTick={(line) => say({ type: 'ticked', line })}
          onDone={tickNext}
          onSkip={() => record(() => station.mark('skipped'))}
        />
      );
    if (step === 'hand_out')
      return (
        <LaptopStep
          key="laptop"
          laptop={flow.laptop}
          handing={flow.handing}
          agreementOnFile={shown.agreementOnFile}
          agreementMissing={flow.agreementMissing}
          note={typed}
          onToggle={(what) => say({ type: 'toggled', what })}
          onCondition={(condition) => say({ type: 'chose-condition', condition })}
          onNote={setTyped}
          onGive={give}
        />
      );
    const sending = unsent.some(({ request }) => request.personId === shown.student.id);
    return <ServedStep key="served" visit={shown} sending={sending} reachable={reachable} />;
  }
}
