import type { Issue } from '@firstbell/contracts/issues';
import type { Me } from '@firstbell/contracts/people';
import { useTranslation } from 'react-i18next';
import { Button } from '../hallpass/button.js';
import { canGoBack, type Screen } from '../kiosk/kiosk-flow.rules.js';
import { BackIcon } from '../kiosk/kiosk-icons.js';
import { DescribeScreen } from '../kiosk/screens/describe-screen.js';
import { DeviceScreen } from '../kiosk/screens/device-screen.js';
import { EndingScreen } from '../kiosk/screens/ending-screen.js';
import { SelfHelpScreen } from '../kiosk/screens/self-help-screen.js';
import { SendingScreen } from '../kiosk/screens/sending-screen.js';
import { IssueChoice } from './issue-choice.js';
import type { MyVisit } from './use-my-visit.js';

interface FilingScreensProps {
  readonly me: Me;
  readonly screen: Screen;
  readonly visit: MyVisit;
  readonly issues: readonly Issue[];
}

/** The kiosk's questions one after the other, with the way back above them. */
export function FilingScreens({ me, screen, visit, issues }: FilingScreensProps) {
  const { t } = useTranslation('kiosk');
  return (
    <div className="my-visit" data-screen={screen.name}>
      {canGoBack(visit.flow) ? (
        <div>
          <Button look="plain" onClick={() => visit.say({ type: 'back' })}>
            <BackIcon />
            {t('back')}
          </Button>
        </div>
      ) : null}
      <div role="alert">{visit.failure === null ? null : <p className="fb-notice fb-notice--error">{t('failure')}</p>}</div>
      <OneScreen me={me} screen={screen} visit={visit} issues={issues} />
    </div>
  );
}

function OneScreen({ me, screen, visit, issues }: FilingScreensProps) {
  switch (screen.name) {
    case 'device':
      return <DeviceScreen kiosk={visit} devices={screen.devices} scans={false} />;
    case 'issue':
      return <IssueChoice visit={visit} issues={issues.filter((issue) => issue.active)} />;
    case 'self-help':
      return <SelfHelpScreen kiosk={visit} issue={screen.issue} />;
    case 'describe':
      return <DescribeScreen kiosk={visit} issue={screen.issue} written={screen.description} />;
    case 'sending':
      return <SendingScreen />;
    case 'ending':
      return <EndingScreen kiosk={visit} me={me} ending={screen.ending} />;
    // The kiosk's alone: here the page itself shows them.
    case 'welcome':
    case 'new-name':
    case 'whose':
    case 'found':
    case 'found-mine':
    case 'class':
    case 'open-ticket':
    case 'open-tickets':
    case 'feedback':
    case 'loaner':
      return null;
  }
}
