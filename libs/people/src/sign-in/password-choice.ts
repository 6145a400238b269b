import { Inject, Injectable, Logger } from '@nestjs/common';
import { ENV, failureText, FirstbellError, type Env } from '@firstbell/platform';
import { mustBeUncommon } from './common-passwords.js';
import { timesLeaked } from './leaked-passwords.js';

/** What a password must not be that somebody chooses. Those that are made by Firstbell are random. */
@Injectable()
export class PasswordChoice {
  private readonly logger = new Logger('passwords');

  constructor(@Inject(ENV) private readonly env: Pick<Env, 'LEAKED_PASSWORDS_URL'>) {}

  /** @throws FirstbellError `password.common`, `password.leaked` */
  async mustBeSafe(password: string, field: 'newPassword' | 'password'): Promise<void> {
    await mustBeUncommon(password, field);
    if (!(await this.isLeaked(password))) return;
    throw new FirstbellError(
      'password.leaked',
      400,
      'This password is in lists of stolen ones, which are tried first. Choose another one, such as three words that only you put together.',
      { field },
    );
  }

  /** Nobody is kept from choosing a password because the list cannot be asked. */
  private async isLeaked(password: string): Promise<boolean> {
    const { LEAKED_PASSWORDS_URL: url } = this.env;
    if (url === undefined) return false;
    return timesLeaked(url, password).then(
      (times) => times > 0,
      (error: unknown) => {
        this.logger.warn(`LEAKED_PASSWORDS_URL gave no answer, so a new password was not looked up: ${failureText(error)}`);
        return false;
      },
    );
  }
}
