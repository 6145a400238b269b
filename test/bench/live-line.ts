import { operations } from '@firstbell/contracts/operations';
import type { BenchContext, BenchServer } from './bench-context.js';
import { resultOf, type BenchResult } from './bench-result.js';
import { Measured, runClosedLoop } from './closed-loop.js';
import { HttpConnection } from './http-connection.js';
import { addClosedTickets, refillLine } from './ticket-history.js';

const bars = { p50Ms: 5, beside1m: 1.3 } as const;
const sizes = { full: { waiting: 10_000, closed: 1_000_000 }, quick: { waiting: 200, closed: 1_000 } } as const;

/** The desk's first hundred rows and the total over HTTP, with 10,000 waiting; then the same beside a million closed tickets. */
export async function liveLine(context: BenchContext): Promise<BenchResult[]> {
  const server = await context.server();
  const size = context.quick ? sizes.quick : sizes.full;
  const deskId = server.school.desks[0]?.id ?? '';
  await refillLine(server.database, server.school, deskId, size.waiting);
  const alone = await readLine(context, server, deskId, 1, size.waiting);
  const many = await readLine(context, server, deskId, 10, size.waiting);
  await addClosedTickets(server.database, server.school, size.closed);
  const beside = await readLine(context, server, deskId, 1, size.waiting);
  const [p50, p50Beside] = [alone.latencies.percentile(0.5) ?? 0, beside.latencies.percentile(0.5) ?? 0];
  const figures = (measured: Measured) => ({
    rate: measured.rate,
    ...measured.latencies.percentiles(),
    cpu_ms_per_op: measured.cpuMsPerOp,
  });
  const note = `${size.waiting.toLocaleString('en')} waiting, first 100 and the total`;
  return [
    resultOf({ name: 'live-line', ...figures(alone), bar: `p50 <${bars.p50Ms} ms`, met: p50 < bars.p50Ms, note }),
    resultOf({ name: 'live-line', clients: 10, ...figures(many), note }),
    resultOf({
      name: 'live-line-1m',
      ...figures(beside),
      limit: alone.rate,
      ratio: p50Beside / p50,
      bar: `p50 ≤${bars.beside1m}× without them`,
      met: p50Beside <= bars.beside1m * p50,
      note: `${note}; beside ${size.closed.toLocaleString('en')} closed; ratio: of the p50`,
    }),
  ];
}

async function readLine(
  context: BenchContext,
  { school, port, cpuMs }: BenchServer,
  deskId: string,
  clients: number,
  waiting: number,
): Promise<Measured> {
  const cookie = school.assistants[0]?.cookie ?? '';
  const connections = await HttpConnection.openMany(port, clients);
  const read = async (client: number): Promise<string> => {
    const answer = await connections[client]?.get(`/api/desks/${deskId}/line`, cookie);
    if (answer?.status !== 200) throw new Error(`The line could not be read: ${answer?.status ?? 'no connection'} ${answer?.body ?? ''}`);
    return answer.body;
  };
  const line = operations.listLine.output.parse(JSON.parse(await read(0)));
  if (line.total !== waiting || line.rows.length !== 100)
    throw new Error(`The line shows ${line.rows.length} of ${line.total} instead of 100 of ${waiting}.`);
  const operation = async (client: number): Promise<'done'> => {
    await read(client);
    return 'done';
  };
  const measured = new Measured();
  if (!context.quick) await runClosedLoop({ clients, forMs: 2_000 }, new Measured(), operation);
  await runClosedLoop({ clients, forMs: context.quick ? 200 : 4_000, cpuMs }, measured, operation);
  for (const connection of connections) connection.close();
  return measured;
}
