import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database, EventTail, type Actor, type LoggedEvent, type Tx } from '@firstbell/platform';
import { v7 as uuid } from 'uuid';
import type { Device } from './device.rules.js';
import { hashOfSecret, newSecret, secretFromCookieHeader } from './session-cookie.js';
import { sessionHours } from './session-hours.js';
import { SessionsStore, touchedEveryMinutes, type OpenSessionRow, type SessionRow } from './sessions.store.js';

const cachedMs = 30_000;
const cacheSize = 20_000;

interface Cached {
  readonly actor: Actor;
  readonly until: number;
  touchedAt: number;
}

/**
 * Who is on the other end of a request. Sessions are rows; what was read is remembered for at most 30 s and forgotten
 * the moment the event log tells of a sign-out, changed roles or an unpaired station.
 */
@Injectable()
export class SessionsService implements OnModuleInit {
  private readonly cache = new Map<string, Cached>();
  /** Counts what was forgotten, so that a row read before is not remembered after. */
  private forgotten = 0;

  constructor(
    private readonly database: Database,
    private readonly store: SessionsStore,
    private readonly tail: EventTail,
  ) {}

  onModuleInit(): void {
    this.tail.subscribe((events) => {
      this.forget(events);
    });
  }

  /** Starts a session and answers the secret for its cookie. */
  async start(tx: Tx, who: { personId: string; device: Device } | { stationId: string }): Promise<string> {
    const secret = newSecret();
    const id = uuid();
    const isPerson = 'personId' in who;
    await this.store.insert(tx, {
      hash: hashOfSecret(secret),
      id,
      personId: isPerson ? who.personId : null,
      stationId: isPerson ? null : who.stationId,
      hours: sessionHours[isPerson ? 'person' : 'station'].unused,
      device: isPerson ? who.device : null,
    });
    await tx.append({
      type: 'session.started',
      subjectType: 'session',
      subjectId: id,
      version: 1,
      actorId: isPerson ? who.personId : who.stationId,
    });
    return secret;
  }

  async end(actor: Pick<Actor, 'schoolId' | 'sessionId' | 'id'>): Promise<void> {
    await this.database.transaction(actor.schoolId, async (tx) => {
      if (!(await this.store.end(tx, actor.sessionId))) return;
      await tx.append({ type: 'session.ended', subjectType: 'session', subjectId: actor.sessionId, version: 2, actorId: actor.id });
    });
    this.forgetWhere((cached) => cached.sessionId === actor.sessionId);
  }

  /** Where the actor is signed in, at every school of their account. */
  async openOf(actor: Actor): Promise<OpenSessionRow[]> {
    return actor.kind === 'person' && actor.accountId !== null ? this.store.ofAccount(actor.accountId) : [];
  }

  /** Ends those of the actor's open sessions, each in its school. Answers how many. */
  async endOpen(actor: Actor, which: (session: OpenSessionRow) => boolean): Promise<number> {
    const open = (await this.openOf(actor)).filter(which);
    for (const { id: sessionId, school_id: schoolId, person_id: id } of open) await this.end({ schoolId, sessionId, id });
    return open.length;
  }

  /** Ends whatever the actor, or the person named, has open at this school, but for where the actor is. */
  async endOthers(tx: Tx, actor: Actor, personId = actor.id): Promise<void> {
    for (const id of await this.store.endOthers(tx, personId, actor.sessionId))
      await tx.append({ type: 'session.ended', subjectType: 'session', subjectId: id, version: 2, actorId: actor.id });
  }

  /**
   * Null when there is no session, or it is over. `isUse` is false for what a page or a socket asks by itself while nobody is
   * there: it does not keep a person's session alive. A screen on the wall uses its own for as long as it is on.
   */
  async actorOf(secret: string | undefined, isUse = true): Promise<Actor | null> {
    if (secret === undefined || secret.length < 16 || secret.length > 128) return null;
    const cached = this.cache.get(secret);
    if (cached !== undefined && cached.until > Date.now()) {
      await this.touchSometimes(cached, isUse);
      return cached.actor;
    }
    const { forgotten } = this;
    const row = await this.store.byHash(hashOfSecret(secret));
    const actor = row === undefined ? null : toActor(row);
    this.cache.delete(secret);
    if (actor === null || row === undefined) return null;
    const fresh = { actor, until: Date.now() + Math.min(cachedMs, row.left_ms), touchedAt: row.seen_at.getTime() };
    if (this.cache.size >= cacheSize) this.cache.clear();
    // Who has something to do first is asked for anew: another process need not have heard yet that it was done.
    const mustDo = actor.kind === 'person' && (actor.mustChangePassword === true || actor.mustSetUpSecondFactor === true);
    if (forgotten === this.forgotten && !mustDo) this.cache.set(secret, fresh);
    await this.touchSometimes(fresh, isUse);
    return actor;
  }

  /** Whose socket this is. That a page connects, again and again where the network is bad, is no use. */
  async actorOfCookieHeader(header: string | undefined): Promise<Actor | null> {
    return this.actorOf(secretFromCookieHeader(header), false);
  }

  /** Which of these sessions, of any school, are over by time. They are forgotten here. */
  async over(sessionIds: readonly string[]): Promise<string[]> {
    const over = await this.store.over(sessionIds);
    const ids = new Set(over);
    if (ids.size > 0) this.forgetWhere((actor) => ids.has(actor.sessionId));
    return over;
  }

  /** Deletes what is over; a job's work. */
  async deleteOver(schoolId: string): Promise<number> {
    return this.database.transaction(schoolId, (tx) => this.store.deleteOver(tx));
  }

  /** Forgets sessions of this process at once; the event log does the same for the others. */
  forgetWhere(matches: (actor: Actor) => boolean): void {
    this.forgotten += 1;
    for (const [secret, cached] of this.cache) if (matches(cached.actor)) this.cache.delete(secret);
  }

  private async touchSometimes(cached: Cached, isUse: boolean): Promise<void> {
    if (Date.now() - cached.touchedAt < touchedEveryMinutes * 60_000 || (cached.actor.kind === 'person' && !isUse)) return;
    cached.touchedAt = Date.now();
    const { actor } = cached;
    await this.database.transaction(actor.schoolId, (tx) => this.store.touch(tx, actor.sessionId, sessionHours[actor.kind]));
  }

  private forget(events: LoggedEvent[]): void {
    for (const event of events) {
      if (event.type === 'session.ended') this.forgetWhere((actor) => actor.sessionId === event.subjectId);
      if (event.type === 'second_factor.demand_changed') this.forgetWhere((actor) => actor.schoolId === event.schoolId);
      if (
        event.type === 'station.unpaired' ||
        event.type === 'password.changed' ||
        event.type === 'second_factor.turned_off' ||
        event.type === 'person.roles_changed' ||
        event.type === 'person.removed' ||
        event.type === 'person.erased'
      ) {
        this.forgetWhere((actor) => actor.id === event.subjectId);
      }
    }
  }
}

function toActor(row: SessionRow): Actor | null {
  const of = { schoolId: row.school_id, sessionId: row.id, timeZone: row.time_zone };
  if (row.person_id !== null && row.roles !== null) {
    return {
      kind: 'person',
      id: row.person_id,
      accountId: row.account_id,
      roles: row.roles,
      skills: row.skills ?? [],
      mustChangePassword: row.must_change_password ?? false,
      mustSetUpSecondFactor: row.must_set_up_second_factor,
      ...of,
    };
  }
  if (row.station_id !== null && row.station_kind !== null && row.desk_id !== null) {
    return { kind: 'station', id: row.station_id, deskId: row.desk_id, roles: [row.station_kind], ...of };
  }
  return null;
}
