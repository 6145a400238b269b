import { Injectable } from '@nestjs/common';
import { EnteredServers, serverRefused, ServerRefused } from '@firstbell/platform';
import * as z from 'zod';
import { SmtpFailed } from './smtp-failure.js';

export interface TokenRequest {
  /** Who it is for, and which version of the settings: a changed sender asks anew. */
  readonly key: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

const granted = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive().default(300) });
const refused = z.object({ error: z.string(), error_description: z.string().optional() });

/** A token is renewed this long before it ends. */
const marginMs = 60_000;
const patienceMs = 15_000;

/** Access tokens of OAuth 2.0 by refresh token (RFC 6749, section 6), each asked for once and kept while it lives. */
@Injectable()
export class AccessTokens {
  private readonly kept = new Map<string, { readonly token: string; readonly until: number }>();

  constructor(private readonly servers: EnteredServers) {}

  /** @throws SmtpFailed in phase `token` */
  async of(request: TokenRequest, now: number): Promise<string> {
    const kept = this.kept.get(request.key);
    if (kept !== undefined && kept.until > now) return kept.token;
    const { access_token: token, expires_in: seconds } = await ask(request, this.servers);
    this.kept.set(request.key, { token, until: now + seconds * 1_000 - marginMs });
    return token;
  }

  /** The server did not take it: the next one is asked for. */
  forget(key: string): void {
    this.kept.delete(key);
  }
}

async function ask(request: TokenRequest, servers: EnteredServers): Promise<z.output<typeof granted>> {
  const { tokenUrl, clientId, clientSecret, refreshToken } = request;
  const form = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: clientId,
    client_secret: clientSecret,
    refresh_token: refreshToken,
  });
  let status = 0;
  let told: unknown;
  try {
    await servers.mustBeAllowed(new URL(tokenUrl).hostname);
    const response = await fetch(tokenUrl, { method: 'POST', body: form, signal: AbortSignal.timeout(patienceMs), redirect: 'error' });
    status = response.status;
    told = await response.json();
  } catch (error) {
    const unreached = error instanceof ServerRefused ? serverRefused : 'ECONNECTION';
    throw new SmtpFailed(
      tokenFailure(status >= 400 && status < 500 ? 'EAUTH' : unreached, status, error instanceof Error ? error.message : String(error)),
    );
  }
  const answer = granted.safeParse(told);
  if (status < 400 && answer.success) return answer.data;
  const problem = refused.safeParse(told);
  const text = problem.success
    ? `${problem.data.error}: ${problem.data.error_description ?? ''}`
    : `HTTP ${String(status)} without a token`;
  throw new SmtpFailed(tokenFailure(status >= 500 || status === 429 ? 'ECONNECTION' : 'EAUTH', status, text));
}

const tokenFailure = (code: string, status: number, text: string) =>
  ({
    phase: 'token',
    code,
    reply: status === 0 ? null : status,
    enhanced: null,
    text: text.replaceAll(/\s+/g, ' ').trim().slice(0, 500),
  }) as const;
