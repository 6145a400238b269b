import type { admin_directory_v1 as google } from '@googleapis/admin';
import { createPrivateKey } from 'node:crypto';
import * as z from 'zod';

/** The key file of a service account, as Google's console gives it out. */
const serviceAccountKey = z.object({ client_email: z.string().min(3), private_key: z.string() });

/** Whether a text is such a file, with a key that can be used. */
export function isServiceAccountKey(text: string): boolean {
  try {
    return createPrivateKey(serviceAccountKey.parse(JSON.parse(text)).private_key).type === 'private';
  } catch {
    return false;
  }
}

/** Where Google is, and how long it may take to give a token. */
export interface GoogleEndpoints {
  readonly api: string;
  readonly token: string;
  readonly patienceMs: number;
}

const googleItself: GoogleEndpoints = {
  api: 'https://admin.googleapis.com/',
  token: 'https://oauth2.googleapis.com/token',
  patienceMs: 15_000,
};

/** Google's Directory API with the service account's key, in the name of the administrator it may act for. */
export async function openGoogle(keyFile: string, adminEmail: string, scopes: string[], endpoints = googleItself): Promise<google.Admin> {
  const key = serviceAccountKey.parse(JSON.parse(keyFile));
  // Loaded where there is such a provider: it costs memory that most processes never need.
  const { admin, auth } = await import('@googleapis/admin');
  const jwt = new auth.JWT({ email: key.client_email, key: key.private_key, scopes, subject: adminEmail });
  jwt.transporter.interceptors.request.add({
    // The library waits for a token for ever and repeats the request by itself; here the row decides about the next try.
    resolved: (request) => {
      if (request.url.href !== googleItself.token) return Promise.resolve(request);
      const once = { url: new URL(endpoints.token), retry: false, signal: AbortSignal.timeout(endpoints.patienceMs) };
      return Promise.resolve(Object.assign(request, once, { retryConfig: { retry: 0, noResponseRetries: 0 } }));
    },
  });
  return admin({ version: 'directory_v1', auth: jwt, rootUrl: endpoints.api });
}
