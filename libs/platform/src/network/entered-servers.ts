import { lookup as resolveName } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import type { Env } from '../env.js';
import { refusedAs } from './server-address.rules.js';

/** The code of a `ServerRefused`, beside those that Node gives to errors of the network. */
export const serverRefused = 'ESERVERREFUSED';

/** What was entered as a mail server or directory leads to an address where none can be. */
export class ServerRefused extends Error {
  readonly code = serverRefused;
  constructor(host: string, address: string, refused: 'nobodys' | 'this_computer') {
    const leads = host === address ? host : `${host} is ${address}, which`;
    super(
      refused === 'nobodys'
        ? `${leads} is no address of a school’s server (link-local or reserved). Enter the address the server has in your network.`
        : `${leads} is this computer itself. Enter the server’s address in your network, or set ALLOW_LOOPBACK=1 if it does run beside Firstbell.`,
    );
    this.name = 'ServerRefused';
  }
}

/**
 * The way to servers whose address an administrator entered. They may lie inside the school's network, but not where only this
 * computer or its cloud answers. Looked at after the name was resolved, in the connection that is made: no name leads
 * elsewhere the second time. This computer itself is allowed where Firstbell is one computer (without Redis), or as
 * `ALLOW_LOOPBACK` says.
 */
export class EnteredServers {
  private readonly loopbackAllowed: boolean;

  constructor(env: Pick<Env, 'ALLOW_LOOPBACK' | 'REDIS_URL'>) {
    this.loopbackAllowed = env.ALLOW_LOOPBACK ?? env.REDIS_URL === undefined;
  }

  /** Options of `net.connect` and `tls.connect`; the connection fails with `ServerRefused`. @throws ServerRefused for an address */
  at(host: string, port: number): { readonly host: string; readonly port: number; readonly lookup: LookupFunction } {
    // An address is not looked up.
    const refusal = isIP(host) === 0 ? undefined : this.refusalOf(host, [host]);
    if (refusal !== undefined) throw refusal;
    return { host, port, lookup: this.lookup };
  }

  /** For a request over HTTPS, which makes its own connection to the host of this URL. @throws ServerRefused, or the error of the look-up */
  async mustBeAllowed(host: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.lookup(host.replace(/^\[(.*)\]$/, '$1'), { all: true }, (error) => {
        if (error === null) resolve();
        else reject(error);
      });
    });
  }

  private readonly lookup: LookupFunction = (host, options, done) => {
    resolveName(host, { ...options, all: true }, (error, found) => {
      // Node gives no list beside an error.
      const addresses = error === null ? found.map(({ address }) => address) : [];
      const refusal = error ?? this.refusalOf(host, addresses);
      if (refusal !== undefined) {
        done(refusal, []);
        return;
      }
      const [first] = found;
      if (options.all === true || first === undefined) done(null, found);
      else done(null, first.address, first.family);
    });
  };

  private refusalOf(host: string, addresses: readonly string[]): ServerRefused | undefined {
    for (const address of addresses) {
      const refused = refusedAs(address, { loopbackAllowed: this.loopbackAllowed });
      if (refused !== undefined) return new ServerRefused(host, address, refused);
    }
    return undefined;
  }
}
