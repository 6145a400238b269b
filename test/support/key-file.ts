import { generateKeyPairSync } from 'node:crypto';

/** A key file as Google's console gives it out, whose key nobody knows. */
export const keyFile = (): string =>
  JSON.stringify({
    client_email: 'firstbell@school-project.iam.gserviceaccount.com',
    private_key: generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    }).privateKey,
  });
