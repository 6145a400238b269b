import { hash, verify } from '@node-rs/argon2';

/** OWASP Password Storage Cheat Sheet (2025): argon2id, 19 MiB, two passes, one lane. argon2id is the library's default. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, cost);
export const passwordFits = (stored: string, password: string): Promise<boolean> => verify(stored, password);
