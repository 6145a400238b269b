import { TOTP } from 'otpauth';
import type { Client } from './client.js';

/** The app on somebody's phone, which was shown the QR code of their account. */
export class Authenticator {
  private constructor(private readonly totp: TOTP) {}

  /** From the secret that is shown beside the QR code, as somebody types it. */
  static typed(secret: string): Authenticator {
    return new Authenticator(new TOTP({ secret }));
  }

  /** The code of now, or of so many steps of 30 seconds from now. */
  code(stepsAway = 0): string {
    return this.totp.generate({ timestamp: Date.now() + stepsAway * 30_000 });
  }
}

/** Turns on the second factor of whoever is signed in. */
export async function turnOnSecondFactor(client: Client, password: string) {
  const { secret } = await client.call('startSecondFactor', { password });
  const phone = Authenticator.typed(secret);
  const firstCode = phone.code();
  const { recoveryCodes } = await client.call('confirmSecondFactor', { code: firstCode });
  return { phone, firstCode, recoveryCodes };
}
