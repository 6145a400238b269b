import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { mailingOperations, Mailing, MailAudience } from '@firstbell/contracts/mailing';
import type { InputOf, OutputOf } from '@firstbell/contracts/operation';
import { Database, FirstbellError, notFound, resumeTokenOf, type Actor, type Tx } from '@firstbell/platform';
import { fieldsIn, mailLanguage } from '../templates/template.rules.js';
import { mustBeSendable, mustHaveNoPassword, namesOf } from '../templates/templates.service.js';
import { AudienceStore, type AudiencePerson } from './audience.store.js';
import { ItemsStore } from './items.store.js';
import { MailingViews } from './mailing-views.js';
import { isMailAddress, type MailingStep } from './mailing.rules.js';
import { MailingsStore } from './mailings.store.js';

type Ops = typeof mailingOperations;
type Started = Pick<InputOf<Ops['startMailing']>, 'name' | 'audience' | 'subject' | 'body' | 'extra'>;

const mailingsShown = 50;
/** Named when there are many; the list of a started mailing has them all. */
const withoutAddressShown = 200;

/** What staff do with mailings: look whom one would reach, start it, pause it, stop it. Sending is the worker's. */
@Injectable()
export class MailingsService {
  constructor(
    private readonly database: Database,
    private readonly mailings: MailingsStore,
    private readonly items: ItemsStore,
    private readonly audiences: AudienceStore,
    private readonly views: MailingViews,
  ) {}

  async choices(actor: Actor): Promise<OutputOf<Ops['mailAudienceChoices']>> {
    return this.database.read(actor.schoolId, (tx) => this.audiences.choices(tx));
  }

  async outlook(actor: Actor, input: InputOf<Ops['mailingOutlook']>): Promise<OutputOf<Ops['mailingOutlook']>> {
    const { subject, body } = input;
    return this.database.read(actor.schoolId, async (tx) => {
      const people = isNobody(input.audience) ? [] : await this.audiences.people(tx, input.audience);
      const reachable = people.filter(hasAddress);
      const used = subject === undefined || body === undefined ? [] : fieldsIn({ subject, body });
      const ahead = await this.audiences.waiting(tx);
      return {
        people: people.length,
        withAddress: reachable.length,
        withoutAddress: people
          .filter((one) => !hasAddress(one))
          .slice(0, withoutAddressShown)
          .map(brief),
        missing: missingFields(reachable, used),
        byLanguage: {
          en: people.filter(({ language }) => mailLanguage(language) === 'en').length,
          es: people.filter(({ language }) => mailLanguage(language) === 'es').length,
        },
        ahead,
        forecast: await this.views.forecastOf(tx, reachable.length, ahead),
        first: reachable[0] === undefined ? null : brief(reachable[0]),
      };
    });
  }

  async start(actor: Actor, input: InputOf<Ops['startMailing']>): Promise<Mailing> {
    const { id, name, audience, subject, body, extra } = input;
    mustBeSendable(input, namesOf(extra));
    mustHaveNoPassword(input);
    return this.database.once(
      actor.schoolId,
      id,
      async (tx) => {
        const people = isNobody(audience) ? [] : await this.audiences.people(tx, audience);
        mustBeAsShown(people.length, input.people);
        await this.mailings.insert(tx, { id, name, planId: null, subject, body, extra, audience, startedBy: actor.id, requestId: id });
        await this.items.insert(
          tx,
          id,
          people.map(({ id: personId, to: address }) => ({ personId, address })),
        );
        await this.mailings.finishIfDone(tx, id);
        return this.one(tx, id);
      },
      (tx, mailingId) => this.startedBefore(tx, mailingId, { name, audience, subject, body, extra }),
    );
  }

  async list(actor: Actor): Promise<OutputOf<Ops['listMailings']>> {
    return this.database.read(actor.schoolId, async (tx) => ({
      mailings: await this.views.last(tx, mailingsShown),
      sender: await this.views.sender(tx),
      resume: await resumeTokenOf(tx),
    }));
  }

  async view(actor: Pick<Actor, 'schoolId'>, mailingId: string): Promise<OutputOf<Ops['mailing']>> {
    return this.database.read(actor.schoolId, async (tx) => {
      const row = await this.mailings.find(tx, mailingId);
      if (row === undefined) throw notFound('mailing', 'mailingId');
      return { ...(await this.one(tx, mailingId)), subject: row.subject, body: row.body, extra: row.extra };
    });
  }

  /** Said twice it changes nothing; a step the state does not allow is refused. */
  async step(actor: Actor, mailingId: string, step: Extract<MailingStep, 'pause' | 'resume' | 'cancel'>): Promise<Mailing> {
    return this.database.transaction(actor.schoolId, async (tx) => {
      const before = await this.mailings.lock(tx, mailingId);
      if (before === undefined) throw notFound('mailing', 'mailingId');
      if (!(await this.mailings.step(tx, mailingId, step, actor.id)) && before.state !== reached[step]) throw notPossible(before.state);
      return this.one(tx, mailingId);
    });
  }

  /** The same sent again is started already; corrected meanwhile, the one who sent it has to know that the earlier text goes out. */
  private async startedBefore(tx: Tx, mailingId: string, wished: Started): Promise<Mailing> {
    const [first, audience] = [await this.mailings.find(tx, mailingId), await this.mailings.audience(tx, mailingId)];
    if (first === undefined || audience === undefined) throw notFound('mailing', 'mailingId');
    const { name, subject, body, extra } = first;
    if (isDeepStrictEqual({ name, audience, subject, body, extra }, wished)) return this.one(tx, mailingId);
    throw new FirstbellError(
      'mailing.started_already',
      409,
      'It was started already, with the earlier text and for the people chosen then. Look at that mailing: it can be paused or cancelled there.',
      { field: 'id', facts: { mailingId } },
    );
  }

  private async one(tx: Tx, id: string): Promise<Mailing> {
    const [found] = await this.views.of(tx, [id]);
    if (found === undefined) throw notFound('mailing', 'mailingId');
    return found;
  }
}

const reached = { pause: 'paused', resume: 'running', cancel: 'cancelled' } as const;

const isNobody = (audience: MailAudience): boolean => Object.values(audience).every((list) => list.length === 0);
const hasAddress = ({ to }: AudiencePerson): boolean => to !== null && isMailAddress(to);
const brief = ({ id, name }: AudiencePerson) => ({ id, name });

/** Fields of people, not of the mailing, that some of them lack. */
function missingFields(people: readonly AudiencePerson[], used: readonly string[]): { field: string; people: number }[] {
  return used
    .map((field) => ({ field, people: people.filter(({ fields }) => field in fields && (fields[field] ?? '') === '').length }))
    .filter((one) => one.people > 0);
}

function mustBeAsShown(people: number, shown: number): void {
  if (people === shown) return;
  throw new FirstbellError(
    people === 0 ? 'mailing.nobody' : 'mailing.audience_changed',
    409,
    people === 0
      ? 'Nobody fits what was chosen. Choose another part of the roster.'
      : `The roster has changed: this mailing would now reach ${String(people)} people, not ${String(shown)}. Look again, then start it.`,
    { field: 'people', facts: { people, shown } },
  );
}

const notPossible = (state: string) =>
  new FirstbellError('mailing.not_possible_now', 409, `This mailing is ${state}, so this cannot be done with it. Look at its state.`, {
    facts: { state },
  });
