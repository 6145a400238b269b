import { v7 } from 'uuid';

/**
 * The id under which the server does a change once. It stays while what is wanted stays, so that pressing again after a lost
 * answer changes nothing twice; corrected it is another wish, which the first one's answer must not stand for.
 */
export class WishId {
  private id = v7();
  private content = '';

  of(wanted: unknown): string {
    const content = JSON.stringify(wanted) ?? '';
    if (content !== this.content) this.id = v7();
    this.content = content;
    return this.id;
  }

  /** It went through: the same once more is a new wish. */
  done(): void {
    this.id = v7();
  }
}
