import { changes } from '@firstbell/contracts/realtime';
import { v7 as uuid } from 'uuid';
import type { BenchContext, BenchServer } from './bench-context.js';
import { freePort } from '../support/ports.js';
import { BenchProcess } from './bench-process.js';
import { resultOf, type BenchResult } from './bench-result.js';
import { HttpConnection, type HttpAnswer } from './http-connection.js';
import { Latencies } from './latencies.js';
import { NewFilings } from './new-filings.js';
import { Screens } from './screens.js';
import { refillLine } from './ticket-history.js';

const bar = 2;
const longestMs = 20_000;

/**
 * From sending a change to the last of 1,000 screens that shows it: filed (version 1) and claimed (version 2) by turns, the
 * request and its commit included. The limit is a bare socket.io server told to say a message of the same size.
 */
export async function broadcast1000(context: BenchContext): Promise<BenchResult[]> {
  const server = await context.server();
  const count = context.quick ? 100 : 1_000;
  const barePort = await freePort();
  const bare = await BenchProcess.start('./bare-broadcast-server.js', { PORT: String(barePort) });
  const [screens, bareScreens] = [new Screens(), new Screens()];
  const times = { ours: new Latencies(), bare: new Latencies() };
  const deskId = server.school.desks[0]?.id ?? '';
  let cpuMs = 0;
  try {
    await refillLine(server.database, server.school, deskId, 0);
    await screens.open(
      server.livePort,
      server.school.assistants.map((assistant) => assistant.cookie),
      count,
      deskId,
    );
    await bareScreens.open(barePort, [], count);
    const bareConnection = await HttpConnection.open(barePort);
    const turns = new TicketTurns(server, await HttpConnection.open(server.port), deskId);
    for (let round = 0; round < (context.quick ? 2 : 40); round += 1) {
      const cpuBefore = server.cpuMs();
      for (const change of [() => turns.file(), () => turns.claim()]) {
        const { id, version, send } = change();
        times.ours.add(await timeToAll(screens, id, version, send));
        changes.parse(screens.lastMessage);
      }
      cpuMs += server.cpuMs() - cpuBefore;
      for (let twice = 0; twice < 2; twice += 1) {
        const id = uuid();
        const message = withRow(screens.lastMessage, id);
        times.bare.add(await timeToAll(bareScreens, id, 1, () => bareConnection.post('/', '', message)));
      }
    }
    bareConnection.close();
    turns.close();
  } finally {
    screens.close();
    bareScreens.close();
    await bare.stop();
  }
  if (screens.backwards > 0) throw new Error(`${screens.backwards} rows went back to an older version.`);
  const [ours, limit] = [times.ours.percentile(0.5) ?? 0, times.bare.percentile(0.5) ?? 0];
  return [
    resultOf({
      name: 'broadcast-1000',
      clients: count,
      rate: ours,
      limit,
      ...times.ours.percentiles(),
      cpu_ms_per_op: cpuMs / times.ours.count,
      unit: 'ms',
      bar: `≤${bar}× bare socket.io at p50, nothing missed, nothing backwards`,
      met: ours <= bar * limit,
      note: `${times.ours.count} changes, each shown by all; limit: bare socket.io, p99 ${times.bare.percentile(0.99)?.toFixed(1) ?? '?'} ms`,
    }),
  ];
}

interface Change {
  readonly id: string;
  readonly version: number;
  readonly send: () => Promise<HttpAnswer>;
}

/** A ticket is filed, then claimed by whoever is next. */
class TicketTurns {
  private readonly filings: NewFilings;
  private filed = '';

  constructor(
    private readonly server: BenchServer,
    private readonly connection: HttpConnection,
    private readonly deskId: string,
  ) {
    this.filings = new NewFilings(server.school);
  }

  file(): Change {
    const { desk, request } = this.filings.next(this.server.school.desks.slice(0, 1));
    this.filed = request.id;
    return { id: request.id, version: 1, send: () => this.connection.post('/api/tickets', desk.kioskCookie, request) };
  }

  claim(): Change {
    const cookie = this.server.school.assistants[0]?.cookie ?? '';
    return {
      id: this.filed,
      version: 2,
      send: () => this.connection.post(`/api/desks/${this.deskId}/next`, cookie, { requestId: uuid() }),
    };
  }

  close(): void {
    this.connection.close();
  }
}

async function timeToAll(screens: Screens, id: string, version: number, send: () => Promise<HttpAnswer>): Promise<number> {
  const shown = screens.shown(id, version, longestMs);
  const began = performance.now();
  const [at, answer] = await Promise.all([shown, send()]);
  if (answer.status !== 200) throw new Error(`The change was refused: ${answer.status} ${answer.body}`);
  return at - began;
}

/** The same message about another row. */
function withRow(message: unknown, id: string): object {
  const { rows, ...rest } = changes.parse(message);
  return { ...rest, rows: rows.slice(0, 1).map((row) => ({ ...row, id, version: 1 })) };
}
