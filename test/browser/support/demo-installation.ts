import { demoSeed, generateDemoSchool } from '../../../apps/standalone/src/demo/demo-school.js';
import type { DemoPerson } from '../../../apps/standalone/src/demo/demo-person.js';
import { shownName } from '../../../apps/standalone/src/demo/demo-students.js';
import { v7 as uuid } from 'uuid';
import { Client } from '../../support/client.js';
import { demoPassword } from './demo-password.js';

export interface DemoStudent {
  /** As kiosk and desk show them. */
  readonly name: string;
  readonly givenName: string;
  readonly badge: string;
  readonly tag: string;
  readonly model: string;
}

export type StationKind = 'kiosk' | 'board';

const school = generateDemoSchool(demoSeed);

/** English-speaking students with a working laptop who are not assistants themselves, nor sign in. */
export const demoStudents: readonly DemoStudent[] = school.people.filter(isPlainStudent).flatMap((person) => {
  const device = school.devices.find(({ holder, state }) => holder === person.sourceId && state === 'in_use');
  return device === undefined || person.badge === null
    ? []
    : [
        {
          name: shownName(person),
          givenName: person.preferredName ?? person.givenName,
          badge: person.badge,
          tag: device.tag,
          model: device.model,
        },
      ];
});

function isPlainStudent({ roles, language, email }: DemoPerson): boolean {
  return language === 'en' && email === null && roles.length === 1 && roles[0] === 'student';
}

/** The running demo school as seen over its API: who is signed in, which screens are paired. Sessions are made once. */
export class DemoInstallation {
  private readonly clients = new Map<string, Promise<Client>>();

  constructor(readonly base: string) {}

  /** Signed in as `coach`, `assistant3`, `admin`, `student1`, `leader1`. */
  as(name: string): Promise<Client> {
    return this.once(name, async () => this.signedInAnew(name));
  }

  /** A session of its own, for a test that ends it or opens another school in it. */
  async signedInAnew(name: string): Promise<Client> {
    const client = new Client(this.base);
    const { school: opened } = await client.call('signIn', { email: `${name}@demo.example`, password: demoPassword });
    if (opened.demo) return client;
    // An administrator who made another school starts there.
    const { schools } = await client.call('listSchools', {});
    const demo = schools.find((one) => one.demo);
    if (demo !== undefined) await client.call('openSchool', { schoolId: demo.id });
    return client;
  }

  /** A screen paired with the desk of the demo school. */
  station(kind: StationKind, name: string): Promise<Client> {
    return this.once(`${kind} ${name}`, async () => {
      const [coach, screen] = [await this.as('coach'), new Client(this.base)];
      const pairing = await screen.call('startPairing', { kind });
      await coach.call('pairStation', { code: pairing.code, name, deskId: await this.deskId() });
      await screen.call('pairingState', { pairingId: pairing.pairingId, secret: pairing.secret });
      return screen;
    });
  }

  async deskId(): Promise<string> {
    const { desks } = await (await this.as('coach')).call('me', {});
    return desks[0]?.id ?? '';
  }

  async issueId(englishName: string): Promise<string> {
    const { issues } = await (await this.as('coach')).call('listIssues', {});
    const issue = issues.find(({ name }) => name.en === englishName);
    if (issue === undefined) throw new Error(`No issue is called ${englishName}.`);
    return issue.id;
  }

  /** Filed at the desk's kiosk, by badge. */
  async file(
    kiosk: Client,
    student: DemoStudent,
    issue: string,
    more: { description?: string; wantsAdult?: boolean } = {},
  ): Promise<{ id: string; code: string }> {
    return kiosk.call('fileTicket', {
      id: uuid(),
      issueId: await this.issueId(issue),
      scan: student.badge,
      deviceTag: student.tag,
      ...more,
    });
  }

  /** Nobody waits, nobody holds anything, nothing is on hold or with the coach, nobody is on duty. */
  async clearLine(): Promise<void> {
    const coach = await this.as('coach');
    const deskId = await this.deskId();
    await coach.call('thawDesk', { deskId }).catch(() => undefined);
    const { rows, open, duty } = await coach.call('listLine', { deskId, limit: 200 });
    for (const ticket of [...rows, ...open])
      await coach.call('cancelTicket', { ticketId: ticket.id, requestId: uuid(), reason: 'duplicate' });
    for (const { person } of duty) await coach.call('endDuty', { deskId, personId: person.id });
  }

  private once(key: string, make: () => Promise<Client>): Promise<Client> {
    const known = this.clients.get(key);
    if (known !== undefined) return known;
    const made = make();
    this.clients.set(key, made);
    return made;
  }
}
