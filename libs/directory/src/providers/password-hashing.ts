import { Injectable } from '@nestjs/common';
import { hashPassword } from '@firstbell/people';

/**
 * One password is hashed at a time in this process: argon2 takes a whole core while it runs, and the school's tickets have
 * to be taken meanwhile. It runs on a thread of its own, so that the event loop goes on.
 */
@Injectable()
export class PasswordHashing {
  private last: Promise<unknown> = Promise.resolve();

  inTurn(password: string): Promise<string> {
    const hashed = this.last.then(() => hashPassword(password));
    this.last = hashed.catch(() => undefined);
    return hashed;
  }
}
