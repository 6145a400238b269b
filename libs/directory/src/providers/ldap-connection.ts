import { X509Certificate } from 'node:crypto';
import { connect, isIP } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import type { EnteredServers } from '@firstbell/platform';
import type { Client } from 'ldapts';
import { patienceMs } from './directory-provider.js';

export interface LdapAddress {
  readonly url: string;
  readonly startTls: boolean;
  /** PEM of the authority that signed the server's certificate; empty: those the system trusts. */
  readonly certificate: string;
  readonly bindDn: string;
  readonly password: string;
}

const loopback = ['localhost', '127.0.0.1', '[::1]'];

/** Passwords travel in these requests: only to this computer itself may they do so unencrypted. */
export const isEncrypted = ({ url, startTls }: Pick<LdapAddress, 'url' | 'startTls'>): boolean =>
  startTls || url.startsWith('ldaps:') || loopback.includes(new URL(url.replace(/^ldaps?/, 'http')).hostname);

class NotEncrypted extends Error {
  /** As a server says it itself: confidentialityRequired. */
  readonly code = 13;
  constructor() {
    super('Passwords are not sent over an unencrypted connection.');
  }
}

/** One connection that many requests share. It is opened and signed in when it is needed, and anew when it was lost. */
export class LdapConnection {
  private client: Promise<Client> | undefined;

  constructor(
    private readonly address: LdapAddress,
    private readonly servers: EnteredServers,
  ) {}

  /** @throws whatever ldapts throws: a result code, or an error of the network. */
  async use<T>(work: (client: Client) => Promise<T>): Promise<T> {
    return work(await this.signedIn());
  }

  async close(): Promise<void> {
    const client = await this.client?.catch(() => undefined);
    this.client = undefined;
    await client?.unbind().catch(() => undefined);
  }

  private async signedIn(): Promise<Client> {
    const open = await this.client?.catch(() => undefined);
    if (open?.isBound === true) return open;
    // Whoever waited with us may have opened it by now.
    const again = await this.client?.catch(() => undefined);
    if (again?.isBound === true) return again;
    const opening = this.open();
    this.client = opening;
    try {
      return await opening;
    } catch (error) {
      if (this.client === opening) this.client = undefined;
      throw error;
    }
  }

  private async open(): Promise<Client> {
    if (!isEncrypted(this.address)) throw new NotEncrypted();
    // Loaded when there is such a directory: it costs memory that most processes never need.
    const { Client } = await import('ldapts');
    const isSecure = this.address.url.startsWith('ldaps:');
    const { hostname, port } = new URL(this.address.url.replace(/^ldaps?/, 'http'));
    const host = hostname.replace(/^\[(.*)\]$/, '$1');
    const tlsOptions = {
      ...(this.address.certificate === '' ? {} : { ca: [checkedCertificate(this.address.certificate)] }),
      ...(isIP(host) === 0 ? { servername: host } : {}),
      host,
    };
    const way = () => this.servers.at(host, Number(port || (isSecure ? 636 : 389)));
    const client = new Client({
      url: this.address.url,
      timeout: patienceMs,
      connectTimeout: patienceMs,
      ...(isSecure
        ? { tlsOptions, createSecureConnection: () => connectSecurely({ ...tlsOptions, ...way() }) }
        : { createConnection: () => connect(way()) }),
    });
    try {
      if (this.address.startTls && !isSecure) await client.startTLS(tlsOptions);
      await client.bind(this.address.bindDn, this.address.password);
    } catch (error) {
      await client.unbind().catch(() => undefined);
      throw error;
    }
    return client;
  }
}

/** Says that a text is no certificate, in place of the riddle TLS would give later. */
function checkedCertificate(pem: string): string {
  new X509Certificate(pem);
  return pem;
}
