import type { Issue } from '@firstbell/contracts/issues';
import type { FiledTicket, Identified } from '@firstbell/contracts/tickets';
import { describe, expect, it } from '@jest/globals';
import { otherTickets } from './open-tickets.rules.js';
import { afterEvent, canGoBack, firstVisit, type KioskEvent, type KioskFlow, languageOf, screenOf, visitorOf } from './kiosk-flow.rules.js';

const laptop: Identified['devices'][number] = { id: 'd1', tag: 'WC-1', model: 'Latitude', state: 'in_use' };
const someone = (part: Partial<Identified> = {}): Identified => ({
  person: { id: 'p1', name: 'Maya T.', language: 'en', homeroom: null },
  devices: [laptop],
  scannedDeviceId: null,
  openTickets: [],
  feedbackDue: null,
  overdueLoaner: null,
  foundLaptop: null,
  ...part,
});
const open = (part: Partial<Identified['openTickets'][number]> = {}): Identified['openTickets'][number] => ({
  id: 't1',
  code: 'B-14',
  state: 'waiting',
  issueId: 'i1',
  holdReason: null,
  holdUntil: null,
  place: 2,
  ...part,
});
const issue: Issue = {
  id: 'i1',
  version: 1,
  picture: 'wifi-off',
  name: { en: 'Wi-Fi', es: 'Wifi' },
  selfHelp: { en: [], es: [] },
  kindly: { en: [], es: [] },
  checklist: { en: [], es: [] },
  fixes: { en: [], es: [] },
  skill: null,
  priority: 'normal',
  audience: 'desk',
  needsDevice: true,
  active: true,
  position: 0,
  solvedBySelfHelp: 0,
};
const ticket: FiledTicket = { id: 't2', code: 'B-15', state: 'waiting', version: 1, place: 3, wait: null, nobodyQualified: null };
const scan = (text: string): KioskEvent => ({ type: 'looked-up', lookup: { by: 'scan', scan: text } });
const found = (identified: Identified): KioskEvent => ({ type: 'identified', identified });
const after = (...events: KioskEvent[]): KioskFlow => events.reduce(afterEvent, firstVisit);
const names = (flow: KioskFlow): string[] => flow.path.map((screen) => screen.name);

describe('the way from badge to code', () => {
  it('takes at most five screens', () => {
    const flow = after(
      scan('0001'),
      found(someone()),
      { type: 'chose-device', device: { kind: 'own', deviceId: 'd1' } },
      { type: 'chose-issue', issue, next: 'self-help' },
    );
    expect(names(flow)).toEqual(['welcome', 'device', 'issue', 'self-help']);
    const done = afterEvent(afterEvent(flow, { type: 'sending' }), {
      type: 'ended',
      ending: { kind: 'filed', ticket, issue, keptPlace: false, adult: false },
    });
    expect(screenOf(done)).toMatchObject({ name: 'ending', visitor: { kind: 'known' } });
  });

  it('confirms a scan at once, before the server has answered', () => {
    expect(after(scan('0001')).lookingUp).toEqual({ by: 'scan', scan: '0001' });
    expect(names(after(scan('0001')))).toEqual(['welcome']);
  });

  it('does not ask which laptop when its tag was scanned, nor when there is none', () => {
    expect(screenOf(after(scan('WC-1'), found(someone({ scannedDeviceId: 'd1' }))))).toMatchObject({
      name: 'issue',
      device: { kind: 'own', deviceId: 'd1' },
    });
    expect(screenOf(after(scan('0001'), found(someone({ devices: [] }))))).toMatchObject({ name: 'issue', device: { kind: 'unknown' } });
  });

  it('lets a new student in with the name they typed', () => {
    const flow = after({ type: 'is-new' }, { type: 'typed-name', name: 'Ana' });
    expect(names(flow)).toEqual(['welcome', 'new-name', 'issue']);
    expect(visitorOf(flow)).toEqual({ kind: 'typed', name: 'Ana' });
  });
});

describe('the tag of a laptop', () => {
  const asked = (text: string): KioskEvent => ({ type: 'asked-whose', scan: text });

  it('shows nothing of anybody before it is said whose it is', () => {
    const flow = after(scan('WC-1'), asked('WC-1'));
    expect(screenOf(flow)).toEqual({ name: 'whose', scan: 'WC-1', isLaptop: true });
    expect(visitorOf(flow)).toBeNull();
  });

  it('leads its owner on in five screens from the scan to the code', () => {
    const flow = [
      scan('WC-1'),
      asked('WC-1'),
      { type: 'looked-up', lookup: { by: 'scan', scan: 'WC-1', mine: true } } as const,
      found(someone({ scannedDeviceId: 'd1' })),
    ].reduce(afterEvent, firstVisit);
    expect(names(flow)).toEqual(['welcome', 'issue']);
    expect(['welcome', 'whose', 'issue', 'self-help', 'ending']).toHaveLength(5);
  });

  it('of somebody else ends the visit before it, and of one’s own nothing', () => {
    const half = after(scan('1'), found(someone()), { type: 'chose-device', device: { kind: 'unknown' } });
    const other = afterEvent(afterEvent(half, scan('WC-9')), asked('WC-9'));
    expect([names(other), other.visit]).toEqual([['welcome', 'whose'], half.visit + 1]);
    expect(names(afterEvent(afterEvent(half, scan('WC-1')), asked('WC-1')))).toEqual(names(half));
  });

  it('that nobody has asks for a badge', () => {
    const flow = after(scan('WC-1'), asked('WC-1'), { type: 'not-identified', why: 'nobodys' });
    expect(flow).toMatchObject({ notice: 'nobodys-laptop', path: [{ name: 'welcome' }] });
  });

  it('is asked for where one was found, and asked for again when nobody knows it', () => {
    const flow = after({ type: 'found-one' }, { type: 'sending' }, { type: 'unknown-tag' });
    expect([names(flow), flow.notice]).toEqual([['welcome', 'found'], 'unknown-tag']);
  });

  it('is told to its owner first, and then all goes on as ever', () => {
    const foundLaptop = { foundId: 'f1', tag: 'WC-1', model: 'Latitude', atDesk: true };
    const flow = after(scan('1'), found(someone({ foundLaptop, openTickets: [open()] })));
    expect(screenOf(flow)).toMatchObject({ name: 'found-mine', found: foundLaptop });
    expect(screenOf(afterEvent(flow, { type: 'told-of-found' }))).toMatchObject({ name: 'open-ticket', ticket: { id: 't1' } });
    const again = [{ type: 'sending' }, { type: 'told-of-found' }, { type: 'told-of-found' }] as const;
    expect(names(again.reduce(afterEvent, flow))).toEqual(['welcome', 'found-mine', 'open-ticket']);
  });
});

describe('where a scan lands', () => {
  it('a laptop ready for pick-up first, then taps that are due, then an open ticket', () => {
    const due = { ticketId: 't0', code: 'B-09', issueId: 'i1' };
    expect(
      screenOf(
        after(scan('1'), found(someone({ feedbackDue: due, openTickets: [open(), open({ id: 't9', holdReason: 'ready_for_pickup' })] }))),
      ),
    ).toMatchObject({ name: 'open-ticket', ticket: { id: 't9' } });
    const rated = after(scan('1'), found(someone({ feedbackDue: due, openTickets: [open()] })));
    expect(screenOf(rated)).toMatchObject({ name: 'feedback', due });
    expect(screenOf(afterEvent(rated, { type: 'skipped-feedback' }))).toMatchObject({ name: 'open-ticket', ticket: { id: 't1' } });
  });

  it('a loaner that should be back, once nothing else is open; and from there on to something else', () => {
    const overdueLoaner = { tag: 'LO-4', model: 'Latitude', dueOn: '2026-09-01' };
    const landed = after(scan('1'), found(someone({ overdueLoaner })));
    expect(screenOf(landed)).toMatchObject({ name: 'loaner', loaner: overdueLoaner });
    expect(screenOf(afterEvent(landed, { type: 'something-else' })).name).toBe('device');
    expect(screenOf(after(scan('1'), found(someone({ overdueLoaner, openTickets: [open()] })))).name).toBe('open-ticket');
  });

  it('still lets someone with an open ticket ask about something else', () => {
    expect(screenOf(after(scan('1'), found(someone({ openTickets: [open()] })), { type: 'something-else' })).name).toBe('device');
  });

  it('on the laptop of the question asked, when its tag is scanned there', () => {
    const asking = after(scan('1'), found(someone()));
    const flow = afterEvent(afterEvent(asking, scan('WC-9')), { type: 'asked-whose', scan: 'WC-9' });
    expect(screenOf(flow)).toMatchObject({
      name: 'issue',
      visitor: { identified: { person: { id: 'p1' } } },
      device: { kind: 'tag', tag: 'WC-9' },
    });
  });

  it('on the next student when someone else scans half-way, and leaves nothing of the one before', () => {
    const half = after(scan('1'), found(someone()), { type: 'chose-device', device: { kind: 'unknown' } });
    const next = afterEvent(
      afterEvent(half, scan('2')),
      found(someone({ person: { id: 'p2', name: 'Next', language: 'es', homeroom: null }, devices: [] })),
    );
    expect(names(next)).toEqual(['welcome', 'issue']);
    expect(next.visit).toBe(half.visit + 1);
  });

  it('nowhere new when the same student scans again', () => {
    const half = after(scan('1'), found(someone()));
    expect(names(afterEvent(afterEvent(half, scan('1')), found(someone())))).toEqual(names(half));
  });
});

describe('who has more tickets than one', () => {
  const older = open();
  const newer = open({ id: 't2', code: 'B-20', issueId: 'i2', state: 'held', holdReason: 'trying_self_help', place: null });
  const ready = open({ id: 't3', code: 'B-22', issueId: 'i3', state: 'held', holdReason: 'ready_for_pickup', place: null });
  const landed = (...openTickets: Identified['openTickets']) => after(scan('1'), found(someone({ openTickets })));
  const from = (flow: KioskFlow, ...events: KioskEvent[]): KioskFlow => events.reduce(afterEvent, flow);

  it('chooses which of them it is about, and may choose again', () => {
    const flow = landed(older, newer);
    expect(screenOf(flow)).toMatchObject({ name: 'open-tickets', tickets: [{ code: 'B-14' }, { code: 'B-20' }] });
    const chosen = from(flow, { type: 'chose-ticket', ticket: newer });
    expect(screenOf(chosen)).toMatchObject({ name: 'open-ticket', ticket: { code: 'B-20' } });
    expect(screenOf(from(chosen, { type: 'back' })).name).toBe('open-tickets');
    expect(screenOf(from(flow, { type: 'something-else' })).name).toBe('device');
  });

  it('sees the one that is ready at once, and from there the others', () => {
    const flow = landed(older, ready);
    expect(screenOf(flow)).toMatchObject({ name: 'open-ticket', ticket: { code: 'B-22' } });
    expect(otherTickets(flow)).toEqual([older]);
    expect(screenOf(from(flow, { type: 'my-tickets' }))).toMatchObject({ name: 'open-tickets', tickets: [ready, older] });
  });

  it('reaches the others once one is done with, which is not among them any more', () => {
    const chosen = from(landed(older, newer), { type: 'chose-ticket', ticket: newer }, { type: 'sending' });
    const solved = from(chosen, { type: 'ended', ending: { kind: 'solved' } });
    expect(otherTickets(solved)).toEqual([older]);
    expect(screenOf(from(solved, { type: 'my-tickets' }))).toMatchObject({ name: 'open-ticket', ticket: older });
    const left = from(chosen, { type: 'ended', ending: { kind: 'left', code: 'B-20' } });
    expect(otherTickets(left)).toEqual([older]);
  });

  it('finds the one that was brought back or set aside as it stands now', () => {
    const chosen = from(landed(older, newer), { type: 'chose-ticket', ticket: newer }, { type: 'sending' });
    const back = from(chosen, { type: 'ended', ending: { kind: 'back-in-line', ticket: { ...ticket, id: 't2', code: 'B-20' } } });
    expect(otherTickets(back)).toEqual([older]);
    expect(screenOf(from(back, { type: 'my-tickets' }))).toMatchObject({
      tickets: [older, { code: 'B-20', state: 'waiting', holdReason: null, place: 3 }],
    });
    const until = '2026-11-30T15:05:00.000Z';
    const away = from(chosen, { type: 'ended', ending: { kind: 'in-class', code: 'B-20', until } });
    expect(screenOf(from(away, { type: 'my-tickets' }))).toMatchObject({
      tickets: [older, { code: 'B-20', state: 'held', holdReason: 'student_in_class', holdUntil: until, place: null }],
    });
  });

  it('keeps them all when the steps for something new have helped', () => {
    const trying: KioskEvent[] = [
      { type: 'something-else' },
      { type: 'chose-device', device: { kind: 'unknown' } },
      { type: 'chose-issue', issue, next: 'self-help' },
      { type: 'ended', ending: { kind: 'solved' } },
    ];
    expect(otherTickets(from(landed(older, newer), ...trying))).toEqual([older, newer]);
  });
});

describe('when the server cannot say who it is', () => {
  it('asks whether it is their own, which may be a badge or a laptop', () => {
    const flow = after(scan('0004217'), { type: 'not-identified', why: 'unreachable' });
    expect(screenOf(flow)).toEqual({ name: 'whose', scan: '0004217', isLaptop: false });
  });

  it('keeps the raw scan, leading zeros and all, and goes on', () => {
    const flow = after(scan('0004217'), { type: 'not-identified', why: 'unreachable' }, { type: 'is-mine', scan: '0004217' });
    expect(visitorOf(flow)).toEqual({ kind: 'scanned', scan: '0004217' });
    expect(screenOf(flow).name).toBe('issue');
  });

  it('keeps the tag of the laptop scanned for the question', () => {
    const flow = afterEvent(afterEvent(after(scan('1'), found(someone())), scan('WC-9')), { type: 'not-identified', why: 'unreachable' });
    expect(screenOf(flow)).toMatchObject({ name: 'issue', visitor: { kind: 'known' }, device: { kind: 'tag', tag: 'WC-9' } });
  });

  it('says that a badge is not known, and stays', () => {
    const flow = after(scan('999999'), { type: 'not-identified', why: 'unknown' });
    expect(flow).toMatchObject({ notice: 'unknown-badge', lookingUp: null });
    expect(screenOf(flow).name).toBe('welcome');
  });
});

describe('when something could not be sent', () => {
  it('shows the screen before again, with everything still chosen', () => {
    const flow = after(scan('1'), found(someone({ openTickets: [open()] })), { type: 'sending' }, { type: 'not-sent' });
    expect(screenOf(flow)).toMatchObject({ name: 'open-ticket', ticket: { id: 't1' } });
  });

  it('still has what was written and tapped there', () => {
    const asked: KioskEvent[] = [
      scan('1'),
      found(someone()),
      { type: 'chose-device', device: { kind: 'unknown' } },
      { type: 'chose-issue', issue, next: 'describe' },
    ];
    const written = after(...asked, { type: 'sending', description: 'it smells burnt' }, { type: 'not-sent' });
    expect(screenOf(written)).toMatchObject({ name: 'describe', description: 'it smells burnt' });
    const due = { ticketId: 't0', code: 'B-09', issueId: 'i1' };
    const answers = { fixed: 'yes', explained: 'no', respected: 'partly', comment: 'thanks', reopen: false } as const;
    const tapped = after(scan('1'), found(someone({ feedbackDue: due })), { type: 'sending', answers }, { type: 'not-sent' });
    expect(screenOf(tapped)).toMatchObject({ name: 'feedback', due, answers });
  });
});

describe('who scans while something is being sent for somebody else', () => {
  const next = someone({ person: { id: 'p2', name: 'Next', language: 'es', homeroom: null }, devices: [] });
  const sent = after(scan('1'), found(someone()), { type: 'chose-device', device: { kind: 'unknown' } }, { type: 'sending' });
  const ended = { type: 'ended', ending: { kind: 'filed', ticket, issue, keptPlace: false, adult: false } } as const;
  const answered: KioskEvent = { type: 'answered', visit: sent.visit, answer: ended };
  const from = (flow: KioskFlow, ...events: KioskEvent[]): KioskFlow => events.reduce(afterEvent, flow);

  it('waits until the one before them has their code, and then has nothing of it', () => {
    const waiting = from(sent, scan('2'), found(next));
    expect([screenOf(waiting).name, waiting.lookingUp]).toEqual(['sending', { by: 'scan', scan: '2' }]);
    const shown = from(waiting, answered);
    expect(screenOf(shown)).toMatchObject({ ending: { ticket: { code: 'B-15' } }, visitor: { identified: { person: { id: 'p1' } } } });
    const turn = from(shown, { type: 'next-turn' });
    expect([names(turn), turn.visit, turn.next, turn.lookingUp]).toEqual([['welcome', 'issue'], sent.visit + 1, null, null]);
    expect(visitorOf(turn)).toMatchObject({ identified: { person: { id: 'p2' } } });
    expect(from(shown, { type: 'reset' })).toMatchObject({ visit: sent.visit + 1, path: [{ name: 'welcome' }, { name: 'issue' }] });
  });

  it('is asked whose it is when nobody could be reached, also once the code before is there', () => {
    const unreachable: KioskEvent = { type: 'not-identified', why: 'unreachable' };
    const whose = { name: 'whose', scan: '2', isLaptop: false };
    expect(screenOf(from(sent, scan('2'), answered, unreachable))).toEqual(whose);
    expect(screenOf(from(sent, scan('2'), unreachable, answered, { type: 'next-turn' }))).toEqual(whose);
  });

  it('hears that their badge is not known', () => {
    const flow = from(sent, scan('2'), answered, { type: 'not-identified', why: 'unknown' });
    expect(flow).toMatchObject({ notice: 'unknown-badge', path: [{ name: 'welcome' }], visit: sent.visit + 1 });
  });

  it('is next, too, when nothing could be sent', () => {
    const flow = from(sent, scan('2'), found(next), { type: 'answered', visit: sent.visit, answer: { type: 'not-sent' } });
    expect(screenOf(flow)).toMatchObject({ name: 'issue', visitor: { identified: { person: { id: 'p1' } } } });
    expect(visitorOf(from(flow, { type: 'next-turn' }))).toMatchObject({ identified: { person: { id: 'p2' } } });
  });

  it('is the same student again, and nothing comes of it', () => {
    expect(from(sent, scan('1'), found(someone()))).toEqual(sent);
    expect(from(sent, scan('WC-1'), { type: 'asked-whose', scan: 'WC-1' })).toEqual(sent);
  });

  it('hears nothing of what was sent in a visit that is over', () => {
    const over = from(sent, { type: 'reset' }, scan('2'), found(next));
    for (const answer of [ended, { type: 'not-sent' }, { type: 'unknown-tag' }, { type: 'told-of-found' }] as const) {
      expect(from(over, { type: 'answered', visit: sent.visit, answer })).toBe(over);
    }
  });
});

describe('who has class', () => {
  it('is asked until when, from their open ticket and from the one just filed, and may stay after all', () => {
    const asked: KioskEvent = { type: 'has-class', ticketId: 't1', code: 'B-14' };
    const opened = after(scan('1'), found(someone({ openTickets: [open()] })));
    const filed = after(scan('1'), found(someone()), {
      type: 'ended',
      ending: { kind: 'filed', ticket, issue, keptPlace: false, adult: false },
    });
    for (const before of [opened, filed]) {
      const flow = afterEvent(before, asked);
      expect(screenOf(flow)).toMatchObject({ name: 'class', ticketId: 't1', visitor: { kind: 'known' } });
      expect(screenOf(afterEvent(flow, { type: 'back' }))).toEqual(screenOf(before));
    }
  });
});

describe('the language of the kiosk', () => {
  const inSpanish: KioskEvent = { type: 'chose-language', language: 'es' };
  const next = someone({ person: { id: 'p2', name: 'Next', language: 'en', homeroom: null }, devices: [] });
  const solved: KioskEvent = { type: 'ended', ending: { kind: 'solved' } };

  it('is the visitor’s own, also while something is sent for them, unless they choose another', () => {
    const sending = after(scan('1'), found(someone()), { type: 'sending' });
    expect([languageOf(firstVisit), languageOf(sending)]).toEqual([null, 'en']);
    expect(languageOf(afterEvent(sending, inSpanish))).toBe('es');
  });

  it('is not the one that the visitor before has chosen', () => {
    const left = after(scan('1'), found(someone()), inSpanish, solved);
    expect(languageOf(left)).toBe('es');
    expect(languageOf([scan('2'), found(next)].reduce(afterEvent, left))).toBe('en');
    expect(languageOf(afterEvent(afterEvent(left, scan('WC-9')), { type: 'asked-whose', scan: 'WC-9' }))).toBeNull();
    expect(languageOf(afterEvent(left, { type: 'reset' }))).toBeNull();
  });

  it('is the one chosen before the scan, and before it is said whose a laptop is', () => {
    const whose = after(inSpanish, scan('WC-1'), { type: 'asked-whose', scan: 'WC-1' });
    expect(languageOf(whose)).toBe('es');
    const mine = afterEvent(whose, { type: 'looked-up', lookup: { by: 'scan', scan: 'WC-1', mine: true } });
    expect(languageOf(afterEvent(mine, found(someone({ scannedDeviceId: 'd1' }))))).toBe('es');
    expect(languageOf(afterEvent(mine, { type: 'not-identified', why: 'nobodys' }))).toBe('es');
    expect(languageOf(after(inSpanish, scan('1'), { type: 'not-identified', why: 'unreachable' }))).toBe('es');
  });
});

describe('back and over', () => {
  it('goes back one screen, never out of a ticket just filed', () => {
    const flow = after(scan('1'), found(someone()), { type: 'chose-device', device: { kind: 'unknown' } });
    expect(names(afterEvent(flow, { type: 'back' }))).toEqual(['welcome', 'device']);
    const done = afterEvent(flow, { type: 'ended', ending: { kind: 'solved' } });
    expect(canGoBack(done)).toBe(false);
    expect(afterEvent(done, { type: 'back' })).toBe(done);
  });

  it('forgets everything for the next person', () => {
    const done = after(scan('1'), found(someone()), { type: 'ended', ending: { kind: 'solved' } }, { type: 'reset' });
    expect(done).toEqual({ ...firstVisit, visit: 1 });
  });
});
