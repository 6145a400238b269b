import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { eventually } from '../support/eventually.js';
import { LiveClient, until } from '../support/live-client.js';
import { startLoggedProcesses, type LoggedProcesses } from '../support/logged-processes.js';

/** As much of OTLP/JSON as is looked at here (opentelemetry-proto, trace/v1). */
const otlp = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: z.array(z.object({ key: z.string(), value: z.object({ stringValue: z.string().optional() }) })) }),
      scopeSpans: z.array(
        z.object({
          spans: z.array(z.object({ traceId: z.string(), spanId: z.string(), parentSpanId: z.string().optional(), name: z.string() })),
        }),
      ),
    }),
  ),
});
interface Span {
  readonly of: string;
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string | undefined;
}

const spans: Span[] = [];
let raw = '';
let collector: Server;
let firstbell: LoggedProcesses;

beforeAll(async () => {
  collector = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      raw += body;
      for (const { resource, scopeSpans } of otlp.parse(JSON.parse(body)).resourceSpans) {
        const of = resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue ?? '';
        for (const scope of scopeSpans) spans.push(...scope.spans.map((span) => ({ of, ...span })));
      }
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(collector, 'listening');
  const address = collector.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  firstbell = await startLoggedProcesses({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`, OTEL_BSP_SCHEDULE_DELAY: '200' });
});
afterAll(async () => {
  await firstbell.stop();
  collector.close();
});

describe('the trace of one click', () => {
  it('goes through the api, the database, the event log, the live screens and the job', async () => {
    const assistant = await firstbell.signedIn('assistant1');
    const [{ issues }, { desks }] = [await assistant.call('listIssues', {}), await assistant.call('me', {})];
    const deskId = desks[0]?.id ?? '';
    const issueId = issues.find(({ audience, skill }) => audience === 'desk' && skill === null)?.id ?? '';
    const screen = await LiveClient.connect(firstbell.at.realtime, assistant.cookie);
    await screen.watch('desk', deskId);
    await assistant.call('fileTicket', { id: crypto.randomUUID(), issueId, typedName: 'Quetzalcoatl Ybarra' });
    const { ticket } = await assistant.call('claimNext', { deskId, requestId: crypto.randomUUID() });
    // What is told together with an earlier event is a step of that one's trace and only linked to the click.
    await until(
      () => screen.of('ticket', ticket?.id ?? '').some(({ version }) => version === ticket?.version),
      'the screen to hear of the claim',
    );

    const [traceId, click] = ['4bf92f3577b34da6a3ce929d0e0e4736', '00f067aa0ba902b7'];
    const answer = await assistant.send(
      'POST',
      `/api/tickets/${ticket?.id}/resolve`,
      { requestId: crypto.randomUUID(), fix: 'Restarted it' },
      { traceparent: `00-${traceId}-${click}-01` },
    );
    expect(answer.headers.get('x-request-id')).toBe(traceId);

    const ofClick = () => spans.filter((span) => span.traceId === traceId);
    await eventually(async () => {
      expect(ofClick().map(({ of, name }) => `${of}: ${name}`)).toEqual(
        expect.arrayContaining([
          'firstbell-api: POST /api/tickets/:ticketId/resolve',
          'firstbell-api: transaction',
          'firstbell-realtime: publish',
          'firstbell-worker: relay line.statistics',
          'firstbell-worker: job line.statistics',
        ]),
      );
    }, 15_000);
    const one = (name: string) => ofClick().find((span) => span.name === name);
    const [request, transaction] = [one('POST /api/tickets/:ticketId/resolve'), one('transaction')];
    expect(request?.parentSpanId).toBe(click);
    expect(transaction?.parentSpanId).toBe(request?.spanId);
    // What the event carries is the transaction that appended it.
    for (const name of ['publish', 'relay line.statistics', 'job line.statistics'])
      expect(ofClick().filter((span) => span.name === name && span.parentSpanId === transaction?.spanId)).toHaveLength(1);
    screen.close();
    expect(['Quetzalcoatl', 'Restarted', 'demo.example', ticket?.id ?? ''].filter((typed) => raw.includes(typed))).toEqual([]);
  });
});
