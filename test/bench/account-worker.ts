import { hashPassword } from '@firstbell/people';
import { PasswordHashing } from '../../libs/directory/src/providers/password-hashing.js';

/** The worker as it is, with password hashing apart: argon2 takes a core for as long as it is told to, and would hide the rest. */
const hash = await hashPassword('made once');
PasswordHashing.prototype.inTurn = () => Promise.resolve(hash);
await import('../../apps/worker/src/main.js');
