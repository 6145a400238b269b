import { Latencies } from '../bench/latencies.js';

/** How long things took; the measured part of a run begins with new ones. */
export class Times {
  readonly file = new Latencies();
  readonly claim = new Latencies();
  readonly resolve = new Latencies();
  readonly feedback = new Latencies();
  /** From the event of a filing to each screen of the desk that shows it. */
  readonly shown = new Latencies();
}

/** What is in the database of a ticket. */
export interface StoredTicket {
  readonly id: string;
  readonly claims: number;
  readonly state: string;
}

/** What the server has acknowledged, to be held against what is there in the end. */
export class Ledger {
  times = new Times();
  readonly filed = new Set<string>();
  readonly resolved = new Set<string>();
  private readonly owners = new Map<string, string[]>();
  /** Requests and connections that failed, and screens that were wrong. */
  readonly failures: string[] = [];
  /** Assistants who pressed when a colleague had just taken the last one. */
  tooLate = 0;

  claimed(ticketId: string, personId: string): void {
    this.owners.set(ticketId, [...(this.owners.get(ticketId) ?? []), personId]);
  }

  get claims(): number {
    return this.owners.size;
  }

  failed(what: string, error: unknown): void {
    this.failures.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
  }

  /** What is not as it was acknowledged; nothing when all is right. */
  faults(stored: readonly StoredTicket[]): string[] {
    const byId = new Map(stored.map((ticket) => [ticket.id, ticket]));
    const lost = [...this.filed].filter((id) => !byId.has(id));
    const twice = [...this.owners].filter(([id, owners]) => owners.length !== 1 || byId.get(id)?.claims !== 1);
    const reopened = [...this.resolved].filter((id) => byId.get(id)?.state !== 'resolved');
    return [
      ...this.failures,
      ...lost.map((id) => `Ticket ${id} was acknowledged and is not there.`),
      ...twice.map(
        ([id, owners]) => `Ticket ${id} was given to ${owners.join(' and to ')}; the database counts ${byId.get(id)?.claims ?? 0} claims.`,
      ),
      ...reopened.map((id) => `Ticket ${id} was acknowledged as resolved and is ${byId.get(id)?.state ?? 'gone'}.`),
    ];
  }
}
