import type { Me } from '@firstbell/contracts/people';
import { useEffect } from 'react';
import { useIssues } from '../paired-screen/use-issues.js';
import { useUpdateMoment } from '../service-worker/update-moment.js';
import { IdleQuestion } from './idle-question.js';
import { KioskFrame } from './kiosk-frame.js';
import { type Screen, screenOf, stepOf } from './kiosk-flow.rules.js';
import type { Outbox } from './outbox/outbox.js';
import { useScanner } from '../scanner/use-scanner.js';
import { ClassScreen } from './screens/class-screen.js';
import { DescribeScreen } from './screens/describe-screen.js';
import { DeviceScreen } from './screens/device-screen.js';
import { EndingScreen } from './screens/ending-screen.js';
import { FeedbackScreen } from './screens/feedback-screen.js';
import { FoundMineScreen } from './screens/found-mine-screen.js';
import { FoundScreen } from './screens/found-screen.js';
import { HasClass } from './screens/has-class.js';
import { IssueScreen } from './screens/issue-screen.js';
import { LoanerScreen } from './screens/loaner-screen.js';
import { NewNameScreen } from './screens/new-name-screen.js';
import { OpenTicketScreen } from './screens/open-ticket-screen.js';
import { OpenTicketsScreen } from './screens/open-tickets-screen.js';
import { SelfHelpScreen } from './screens/self-help-screen.js';
import { SendingScreen } from './screens/sending-screen.js';
import { WelcomeScreen } from './screens/welcome-screen.js';
import { WhoseScreen } from './screens/whose-screen.js';
import { useIdle } from './use-idle.js';
import { type Kiosk, useKiosk } from './use-kiosk.js';

interface KioskScreensProps {
  readonly me: Me;
  readonly outbox: Outbox;
  /** Filings kept on this kiosk that are still to be sent. */
  readonly waiting: number;
}

export function KioskScreens({ me, outbox, waiting }: KioskScreensProps) {
  const kiosk = useKiosk(me, outbox);
  const idle = useIdle(kiosk.startOver);
  const screen = screenOf(kiosk.flow);
  useScanner((scan) => (screen.name === 'found' ? kiosk.reportFound(scan) : kiosk.lookUp({ by: 'scan', scan })));
  useUpdateMoment(screen.name === 'welcome' && idle.phase === 'asking');

  const { startOver } = kiosk;
  const step = stepOf(kiosk.flow);
  // The question of each new screen is where a screen reader and the keyboard continue.
  useEffect(() => {
    if (screen.name !== 'welcome') document.querySelector<HTMLElement>('main h1')?.focus();
    else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  }, [step, screen.name]);

  return (
    <KioskFrame kiosk={kiosk} me={me} waiting={waiting}>
      <OneScreen key={step} screen={screen} kiosk={kiosk} me={me} />
      {idle.phase === 'asking' && screen.name !== 'welcome' ? (
        <IdleQuestion secondsLeft={idle.secondsLeft} onStartOver={startOver} />
      ) : null}
    </KioskFrame>
  );
}

function OneScreen({ screen, kiosk, me }: { readonly screen: Screen; readonly kiosk: Kiosk; readonly me: Me }) {
  const { issues, loaded } = useIssues();
  switch (screen.name) {
    case 'welcome':
      return <WelcomeScreen kiosk={kiosk} me={me} />;
    case 'new-name':
      return <NewNameScreen kiosk={kiosk} />;
    case 'found':
      return <FoundScreen kiosk={kiosk} />;
    case 'whose':
      return <WhoseScreen kiosk={kiosk} scan={screen.scan} isLaptop={screen.isLaptop} />;
    case 'found-mine':
      return <FoundMineScreen kiosk={kiosk} found={screen.found} />;
    case 'open-ticket':
      return (
        <OpenTicketScreen kiosk={kiosk} me={me} ticket={screen.ticket} issue={issues.find((issue) => issue.id === screen.ticket.issueId)} />
      );
    case 'open-tickets':
      return <OpenTicketsScreen kiosk={kiosk} me={me} tickets={screen.tickets} issues={issues} />;
    case 'class':
      return <ClassScreen kiosk={kiosk} me={me} ticketId={screen.ticketId} code={screen.code} />;
    case 'feedback':
      return <FeedbackScreen kiosk={kiosk} due={screen.due} given={screen.answers} />;
    case 'loaner':
      return <LoanerScreen kiosk={kiosk} loaner={screen.loaner} />;
    case 'device':
      return <DeviceScreen kiosk={kiosk} devices={screen.devices} />;
    case 'issue':
      return <IssueScreen kiosk={kiosk} issues={issues} loaded={loaded} />;
    case 'self-help':
      return <SelfHelpScreen kiosk={kiosk} issue={screen.issue} />;
    case 'describe':
      return <DescribeScreen kiosk={kiosk} issue={screen.issue} written={screen.description} />;
    case 'sending':
      return <SendingScreen />;
    case 'ending':
      return (
        <EndingScreen kiosk={kiosk} me={me} ending={screen.ending} whileInLine={(ticket) => <HasClass kiosk={kiosk} ticket={ticket} />} />
      );
  }
}
