import { Client } from 'pg';

export const wakeChannel = 'firstbell_event';

/** Hears that something was committed. Whoever uses it polls as well, so a wake-up missed while away costs a moment only. */
export class WakeListener {
  private client: Client | undefined;
  private stopped = false;

  constructor(
    private readonly url: string,
    private readonly onWake: () => void,
    private readonly report: (error: unknown) => void,
  ) {}

  /** Connects if it is not connected. Call before each poll. */
  async ensure(): Promise<void> {
    if (this.client !== undefined || this.stopped) return;
    const client = new Client({
      connectionString: this.url,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      application_name: 'firstbell listen',
    });
    client.on('error', this.report);
    client.on('end', () => {
      if (this.client === client) this.client = undefined;
    });
    client.on('notification', this.onWake);
    await client.connect();
    await client.query(`LISTEN ${wakeChannel}`);
    this.client = client;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.client?.end().catch(() => undefined);
  }
}
