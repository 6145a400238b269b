import type { DirectoryKind } from '@firstbell/contracts/directory';

/** Whom an account is made for. */
export interface DirectoryPerson {
  readonly personId: string;
  /** What the school itself calls the person in its roster; where there is none, our own id. Every directory keeps it. */
  readonly schoolOwnId: string;
  readonly username: string;
  readonly givenName: string;
  readonly familyName: string;
}

export interface FoundAccount {
  readonly externalId: string;
  readonly username: string;
  readonly address: string;
  /** Null: this account says nothing of whose it is. */
  readonly schoolOwnId: string | null;
}

/** Not now, but later. `whole`: it concerns the directory itself and not this one account, so that everything waits. */
export interface Wait {
  readonly kind: 'wait';
  /** From now, so that whose clock it is does not matter. */
  readonly forMs: number;
  readonly code: string;
  readonly why: string;
  readonly whole: boolean;
}

/** The code of a wait for another password: what is refused is the one we made, and with it this one account. */
export const passwordPolicy = 'directory.password_policy';

/** Trying again changes nothing: somebody has to look. */
export interface NeedsPerson {
  readonly kind: 'needs_person';
  readonly code: string;
  readonly reason: string;
  /** The account is there all the same; only what comes after was refused. */
  readonly begun?: true;
}

export type Looked = { readonly kind: 'found'; readonly account: FoundAccount } | { readonly kind: 'absent' } | Wait | NeedsPerson;
export type Created =
  | { readonly kind: 'ready'; readonly externalId: string; readonly address: string }
  /** The name is taken. By whom, tells reading it back. */
  | { readonly kind: 'conflict'; readonly reason: string }
  | Wait
  | NeedsPerson;
export type Switched =
  /** With another account than the one meant, where that one is gone and the school's own id finds this one. */
  { readonly kind: 'done'; readonly instead?: FoundAccount } | { readonly kind: 'absent' } | Wait | NeedsPerson;
export type Tested = { readonly ok: boolean; readonly code: string; readonly detail: string };
export const failedTest = (outcome: Wait | NeedsPerson): Tested => ({
  ok: false,
  code: outcome.code,
  detail: outcome.kind === 'wait' ? outcome.why : outcome.reason,
});

/**
 * One directory. What can be expected to happen is answered and not thrown: refusals, limits, silence. None of them takes
 * a key that would make creating idempotent, so whoever uses one looks up by the school's own id first, and reads back
 * after a conflict.
 */
export interface DirectoryProvider {
  readonly kind: DirectoryKind;
  /** Creations a second that the directory allows; 0: as many as it takes. */
  readonly createsPerSecond: number;
  /** By the school's own id. */
  find(person: DirectoryPerson): Promise<Looked>;
  /** By the name we wanted to give. */
  readBack(person: DirectoryPerson): Promise<Looked>;
  /** With a password that has to be changed at the first sign-in. */
  create(person: DirectoryPerson, password: string): Promise<Created>;
  /**
   * After `find` met an account of which creating was begun but never heard the end: sees to it that the password is the one
   * we keep, where the directory sets it in a step of its own.
   */
  complete(account: FoundAccount, password: string): Promise<Created>;
  /** Nobody can sign in; nothing is deleted. */
  suspend(person: DirectoryPerson, externalId: string): Promise<Switched>;
  resume(person: DirectoryPerson, externalId: string): Promise<Switched>;
  /** Another one-time password, for somebody who has lost theirs. Setting the same one twice changes nothing. */
  renewPassword(person: DirectoryPerson, externalId: string, password: string): Promise<Switched>;
  test(): Promise<Tested>;
  close(): Promise<void>;
}

/** A directory that is silent for so long is taken for gone. The lease of an account outlasts a few of these. */
export const patienceMs = 15_000;
