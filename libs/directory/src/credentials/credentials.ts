import { Injectable } from '@nestjs/common';
import { Sealing, type Tx } from '@firstbell/platform';
import { v7 as uuid } from 'uuid';
import { CredentialsStore } from './credentials.store.js';
import { oneTimePassword } from './one-time-password.js';

export interface CredentialOf {
  readonly personId: string;
  readonly accountId: string;
  readonly planId: string | null;
}

/** One-time passwords from their making to their delivery. Whoever opens one says afterwards that it was delivered. */
@Injectable()
export class Credentials {
  constructor(
    private readonly store: CredentialsStore,
    private readonly sealing: Sealing,
  ) {}

  /** Makes a password for an account that is about to be created, without the names to avoid, and keeps it sealed. */
  async make(tx: Tx, of: CredentialOf, avoid: readonly string[] = []): Promise<Buffer> {
    return this.keep(tx, of, oneTimePassword(avoid));
  }

  /** Keeps the password of an account sealed. */
  async keep(tx: Tx, of: CredentialOf, password: string): Promise<Buffer> {
    const sealed = this.sealing.seal(password, subjectOf(tx.schoolId, of.accountId));
    await this.store.insert(tx, { id: uuid(), ...of, sealed, toBeSet: false });
    return sealed;
  }

  /** The same for an account that is there, whose directory has still to be told. Answers the credential's id. */
  async keepToBeSet(tx: Tx, of: CredentialOf, password: string): Promise<string> {
    const id = uuid();
    await this.store.insert(tx, { id, ...of, sealed: this.sealing.seal(password, subjectOf(tx.schoolId, of.accountId)), toBeSet: true });
    return id;
  }

  open(schoolId: string, accountId: string, sealed: Buffer): string {
    return this.sealing.open(sealed, subjectOf(schoolId, accountId));
  }

  /** The password in plain text; null when the account is not ready, or it was delivered or adopted before. */
  async openForDelivery(tx: Tx, credentialId: string): Promise<string | null> {
    const row = await this.store.open(tx, credentialId);
    return row === undefined ? null : this.open(tx.schoolId, row.account_id, row.sealed);
  }

  /** It is in the student's hands: the password is purged with this transaction. False when it was before. */
  async delivered(tx: Tx, credentialId: string, delivery: 'mail' | 'slip', actorId: string | null, requestId?: string): Promise<boolean> {
    const row = await this.store.deliver(tx, credentialId, delivery, actorId);
    if (row === undefined) return false;
    await tx.append({
      type: 'credential.delivered',
      subjectType: 'credential',
      subjectId: credentialId,
      version: row.version,
      actorId,
      ...(requestId === undefined ? {} : { requestId }),
      data: { personId: row.person_id, delivery },
    });
    return true;
  }
}

const subjectOf = (schoolId: string, accountId: string): string => `${schoolId}/${accountId}`;
