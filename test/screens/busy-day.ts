import { v7 as uuid } from 'uuid';
import { playDemoTraffic } from '../../apps/standalone/src/demo/traffic/demo-traffic.js';
import { demoPassword } from '../browser/support/demo-password.js';
import { demoStudents, type DemoInstallation, type DemoStudent } from '../browser/support/demo-installation.js';
import { fillDesk } from '../browser/support/desk-life.js';

export const assistantOfThePictures = 'assistant7';
const colleagues = ['assistant8', 'assistant9'] as const;
const waiting = [
  'I forgot my password',
  'The screen is cracked',
  'It won’t charge',
  'I can’t sign in',
  'Wi-Fi won’t connect',
  'It won’t turn on',
  'Some keys don’t work',
  'The mouse doesn’t move',
  'There’s no sound',
  'An app is missing',
  'It won’t print',
  'How do I…?',
] as const;

/** Everyone after those whom the played day may have sent to the desk. */
export function studentsOneByOne(): () => DemoStudent {
  let taken = 0;
  return () => {
    taken += 1;
    const student = demoStudents[demoStudents.length - taken];
    if (student === undefined) throw new Error('The demo school has no more students.');
    return student;
  };
}

/** Two periods of traffic behind the desk, and the third in full swing. Answers the page of the three taps. */
export async function makeBusy(school: DemoInstallation, next: () => DemoStudent): Promise<string> {
  await playDemoTraffic({ base: school.base, speed: 600, minutes: 100, password: demoPassword, say: () => undefined, seed: 3 });
  const [kiosk, deskId] = [await school.station('kiosk', 'Kiosk by the door'), await school.deskId()];
  const { feedbackPath } = await fillDesk(school, kiosk, assistantOfThePictures, next);
  for (const name of colleagues) {
    const colleague = await school.as(name);
    await colleague.call('startDuty', { deskId });
    await colleague.call('claimNext', { deskId, requestId: uuid() });
  }
  for (const [place, issue] of waiting.entries()) {
    const { badge, tag } = next();
    await kiosk.call('fileTicket', {
      id: uuid(),
      issueId: await school.issueId(issue),
      scan: badge,
      ...(place % 3 === 0 ? {} : { deviceTag: tag }),
      secondsAgo: (waiting.length - place) * 55,
      language: place % 4 === 3 ? 'es' : 'en',
    });
  }
  await kiosk.call('fileTicket', { id: uuid(), issueId: await school.issueId('It won’t charge'), typedName: 'Nadia Newcomer' });
  return feedbackPath;
}
