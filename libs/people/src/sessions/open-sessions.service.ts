import { Injectable } from '@nestjs/common';
import type { InputOf, OutputOf } from '@firstbell/contracts/operation';
import type { sessionOperations } from '@firstbell/contracts/sessions';
import { FirstbellError, type Actor } from '@firstbell/platform';
import { SignInService } from '../sign-in/sign-in.service.js';
import { SessionsService } from './sessions.service.js';

type Ops = typeof sessionOperations;

/** Where somebody is signed in, and their signing out elsewhere. */
@Injectable()
export class OpenSessionsService {
  constructor(
    private readonly sessions: SessionsService,
    private readonly signIns: SignInService,
  ) {}

  async list(actor: Actor): Promise<OutputOf<Ops['listSessions']>> {
    const open = await this.sessions.openOf(actor);
    return {
      sessions: open.map(({ id, browser, system, school_name: school, created_at, seen_at }) => ({
        id,
        browser,
        system,
        school,
        signedInAt: created_at.toISOString(),
        usedAt: seen_at.toISOString(),
        here: id === actor.sessionId,
      })),
    };
  }

  async end(actor: Actor, { sessionId, password }: InputOf<Ops['endSession']>): Promise<{ done: true }> {
    await this.signIns.confirm(actor, password);
    if (sessionId === actor.sessionId) {
      throw new FirstbellError('session.here', 409, 'This is where you are signed in now. Sign out instead.', { field: 'sessionId' });
    }
    await this.sessions.endOpen(actor, ({ id }) => id === sessionId);
    return { done: true };
  }

  async endOthers(actor: Actor, { password }: InputOf<Ops['endOtherSessions']>): Promise<OutputOf<Ops['endOtherSessions']>> {
    await this.signIns.confirm(actor, password);
    return { ended: await this.sessions.endOpen(actor, ({ id }) => id !== actor.sessionId) };
  }
}
