import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The demo accounts' password, kept so that every start can print it. Random per installation: demo accounts can be reached like others. */
export class DemoPassword {
  private readonly path: string;

  constructor(dataFolder: string) {
    this.path = join(dataFolder, 'demo-password');
  }

  /** `undefined` when no demo school was loaded from here. */
  kept(): string | undefined {
    return existsSync(this.path) ? readFileSync(this.path, 'utf8').trim() : undefined;
  }

  keep(password: string): void {
    mkdirSync(join(this.path, '..'), { recursive: true });
    writeFileSync(this.path, `${password}\n`, { mode: 0o600 });
  }

  /** Three syllable pairs and two digits: typed easily on any keyboard. About 40 bits, behind a rate-limited sign-in. */
  static make(): string {
    const letter = (letters: string) => letters.charAt(randomInt(letters.length));
    const word = () => Array.from({ length: 2 }, () => letter('bdfghkmnprstvz') + letter('aeiou')).join('');
    return `${word()}-${word()}-${word()}-${randomInt(10, 100)}`;
  }
}
