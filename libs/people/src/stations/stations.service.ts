import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { InputOf, OutputOf } from '@firstbell/contracts/operation';
import type { Station, stationOperations } from '@firstbell/contracts/people';
import { Database, FirstbellError, notFound, violatedConstraint, type Actor, type Tx } from '@firstbell/platform';
import { v7 as uuid } from 'uuid';
import { hashOfSecret, newSecret } from '../sessions/session-cookie.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { SessionsStore } from '../sessions/sessions.store.js';
import { StationsStore } from './stations.store.js';

type Ops = typeof stationOperations;
const codeLivesMinutes = 10;

/** Kiosks and boards: a screen shows a code, the coach types it, the screen gets a session of its own. */
@Injectable()
export class StationsService {
  constructor(
    private readonly database: Database,
    private readonly store: StationsStore,
    private readonly sessions: SessionsService,
    private readonly sessionRows: SessionsStore,
  ) {}

  async startPairing(
    input: InputOf<Ops['startPairing']>,
    from: { address: string; browser: string },
  ): Promise<OutputOf<Ops['startPairing']>> {
    const secret = newSecret();
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const pairing = {
        id: uuid(),
        kind: input.kind,
        code: String(randomInt(1_000_000)).padStart(6, '0'),
        secretHash: hashOfSecret(secret),
        ...from,
        minutes: codeLivesMinutes,
      };
      const expiresAt = await this.store.insertPairing(pairing);
      if (expiresAt !== undefined) return { pairingId: pairing.id, code: pairing.code, secret, expiresAt: expiresAt.toISOString() };
    }
    throw new FirstbellError('pairing.no_code', 503, 'Too many screens are waiting to be paired. Try again in a minute.', {
      retryAfter: 60,
    });
  }

  /** With the secret of a session, for the cookie, once the coach has typed the code. */
  async pairingState(input: InputOf<Ops['pairingState']>): Promise<OutputOf<Ops['pairingState']> & { sessionSecret?: string }> {
    const pairing = await this.store.pairingBySecret(input.pairingId, hashOfSecret(input.secret));
    if (pairing === undefined) return { state: 'expired' };
    const { school_id: schoolId, station_id: stationId } = pairing;
    if (schoolId === null || stationId === null) return { state: pairing.is_over ? 'expired' : 'waiting' };
    const sessionSecret = await this.database.transaction(schoolId, async (tx) => {
      return (await this.store.collect(tx, pairing.id)) ? this.sessions.start(tx, { stationId }) : undefined;
    });
    return { state: 'paired', ...(sessionSecret === undefined ? {} : { sessionSecret }) };
  }

  async lookUp(actor: Actor, input: InputOf<Ops['lookUpPairing']>): Promise<OutputOf<Ops['lookUpPairing']>> {
    return this.database.transaction(actor.schoolId, async (tx) => {
      const { id, kind, requested_at, address, browser } = await this.waiting(tx, input.code);
      return { pairingId: id, kind, requestedAt: requested_at.toISOString(), address, browser };
    });
  }

  async pair(actor: Actor, input: InputOf<Ops['pairStation']>): Promise<Station> {
    try {
      return await this.database.transaction(actor.schoolId, async (tx) => {
        const pairing = await this.waiting(tx, input.code);
        const id = uuid();
        await this.store.insert(tx, { id, deskId: input.deskId, kind: pairing.kind, name: input.name, pairedBy: actor.id });
        await this.store.complete(tx, pairing.id, id);
        await tx.append({
          type: 'station.paired',
          subjectType: 'station',
          subjectId: id,
          version: 1,
          actorId: actor.id,
          data: { deskId: input.deskId, kind: pairing.kind },
        });
        const station = await this.store.one(tx, id);
        if (station === undefined) throw notFound('station');
        return station;
      });
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === '23503') throw notFound('desk', 'deskId');
      if (violatedConstraint(error) !== undefined)
        throw new FirstbellError('pairing.taken', 409, 'This screen has just been paired. Look at the list of stations.', {
          field: 'code',
        });
      throw error;
    }
  }

  async list(actor: Actor): Promise<{ stations: Station[] }> {
    return { stations: await this.database.read(actor.schoolId, (tx) => this.store.all(tx)) };
  }

  /** At once: its sessions end in the same transaction, its sockets with the event. */
  async unpair(actor: Actor, input: InputOf<Ops['unpairStation']>): Promise<{ done: true }> {
    await this.database.transaction(actor.schoolId, async (tx) => {
      if (!(await this.store.unpair(tx, input.stationId))) throw notFound('station', 'stationId');
      await this.sessionRows.endOfStation(tx, input.stationId);
      await tx.append({ type: 'station.unpaired', subjectType: 'station', subjectId: input.stationId, version: 2, actorId: actor.id });
    });
    this.sessions.forgetWhere((session) => session.id === input.stationId);
    return { done: true };
  }

  private async waiting(tx: Tx, code: string) {
    const pairing = await this.store.waitingByCode(tx, code);
    if (pairing === undefined) {
      throw new FirstbellError(
        'pairing.unknown_code',
        404,
        'No screen shows this code now. Codes live ten minutes: look at the screen and type the one it shows.',
        { field: 'code' },
      );
    }
    return pairing;
  }
}
