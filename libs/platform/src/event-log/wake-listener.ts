import { Client } from 'pg';

export const wakeChannel = 'firstbell_event';

/** Hears that something was committed. Whoever uses it polls as well, so a wake-up missed while away costs a moment only. */
export class WakeListener {
  private client: Client | undefined;
  private connecting: Promise<void> | undefined;
  private stopped = false;

  constructor(
    private readonly url: string,
    private readonly onWake: () => void,
    private readonly report: (error: unknown) => void,
  ) {}

  /** Connects if it is not connected; what fails is reported, and tried again at the next call. Nobody has to wait for it. */
  ensure(): Promise<void> {
    if (this.client !== undefined || this.stopped) return Promise.resolve();
    this.connecting ??= this.connect()
      .catch(this.report)
      .finally(() => {
        this.connecting = undefined;
      });
    return this.connecting;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.connecting;
    await this.client?.end().catch(() => undefined);
  }

  private async connect(): Promise<void> {
    const client = new Client({
      connectionString: this.url,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      query_timeout: 5_000,
      application_name: 'firstbell listen',
    });
    client.on('error', this.report);
    client.on('end', () => {
      if (this.client === client) this.client = undefined;
    });
    client.on('notification', this.onWake);
    try {
      await client.connect();
      await client.query(`LISTEN ${wakeChannel}`);
    } catch (error) {
      // Not waited for: the other side may never say goodbye.
      void client.end().catch(() => undefined);
      throw error;
    }
    this.client = client;
  }
}
