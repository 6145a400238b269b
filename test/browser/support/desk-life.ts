import { v7 as uuid } from 'uuid';
import type { Client } from '../../support/client.js';
import type { DemoInstallation, DemoStudent } from './demo-installation.js';

export interface DeskLife {
  /** One-time page of the three taps. */
  readonly feedbackPath: string;
}

/** A line with a little of everything, so that a page is looked at with its places filled. */
export async function fillDesk(school: DemoInstallation, kiosk: Client, assistantName: string, next: () => DemoStudent): Promise<DeskLife> {
  const [coach, assistant, deskId] = [await school.as('coach'), await school.as(assistantName), await school.deskId()];
  const file = (issue: string, more = {}) => school.file(kiosk, next(), issue, more);
  const take = (ticketId: string) => assistant.call('claimTicket', { ticketId, requestId: uuid(), reason: 'i_know_this_one' });
  await assistant.call('startDuty', { deskId });
  for (const issue of ['It won’t charge', 'The screen is cracked', 'It won’t turn on']) await file(issue);
  await file('It won’t turn on', { description: 'It was in my bag when it rained.' });
  await file('Someone bothers me online', { wantsAdult: true });

  const held = await file('It won’t print');
  await take(held.id);
  await assistant.call('holdTicket', { ticketId: held.id, requestId: uuid(), reason: 'ready_for_pickup' });
  const escalated = await file('Wi-Fi won’t connect');
  await take(escalated.id);
  await assistant.call('escalateTicket', {
    ticketId: escalated.id,
    requestId: uuid(),
    reason: 'upset_person',
    note: 'They cannot hand in their essay.',
  });
  const done = await file('There’s no sound');
  await take(done.id);
  const { feedbackPath } = await assistant.call('resolveTicket', { ticketId: done.id, requestId: uuid(), fix: 'Sound was muted' });
  const low = await file('It’s slow or frozen');
  await take(low.id);
  const answer = await assistant.call('resolveTicket', { ticketId: low.id, requestId: uuid(), fix: 'Restarted it' });
  await kiosk.call('giveFeedback', {
    ticketId: low.id,
    requestId: uuid(),
    fixed: 'no',
    explained: 'partly',
    respected: 'yes',
    comment: 'It froze again in the hallway.',
  });
  const mine = await file('Some keys don’t work');
  await take(mine.id);
  await assistant.call('addNote', { ticketId: mine.id, id: uuid(), body: 'Crumbs under the J key.' });
  const { id: toPersonId } = await assistant.call('me', {});
  await coach.call('writeCoachNote', { id: uuid(), toPersonId, body: 'I liked how you let them try first.' });
  return { feedbackPath: feedbackPath === '' ? answer.feedbackPath : feedbackPath };
}
