import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, TraceFlags, type Context, type Link, type SpanContext } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { correlationOf } from '../logging/correlation.js';
import type { Step, StepOptions, Tracer } from './tracing.js';

const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT, producer: SpanKind.PRODUCER, consumer: SpanKind.CONSUMER } as const;

/** Sends spans as OTLP over HTTP. Where to, with which headers, and which share of them, the standard `OTEL_…` variables say. */
export function openOtlpTracer(process: string): Tracer {
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': `firstbell-${process}`, 'service.namespace': 'firstbell' }),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  const tracer = provider.getTracer('firstbell');
  return {
    begin: (name, { kind, trace: parent, alsoOf = [], facts = {} }: StepOptions): Step => {
      const links = alsoOf.flatMap((other): Link[] => {
        const context = spanContextOf(other);
        return context === undefined ? [] : [{ context }];
      });
      const span = tracer.startSpan(name, { kind: kinds[kind], attributes: facts, links }, contextOf(parent));
      const { traceId, spanId, traceFlags } = span.spanContext();
      return {
        correlation: { id: traceId, trace: `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}` },
        end: (more = {}, failed = false) => {
          span.setAttributes(more);
          if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
          span.end();
        },
      };
    },
    stop: () => provider.shutdown(),
  };
}

function contextOf(parent: string | null | undefined): Context {
  const context = spanContextOf(parent);
  return context === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, context);
}

function spanContextOf(parent: string | null | undefined): SpanContext | undefined {
  const [, traceId, spanId, flags] = correlationOf(parent)?.trace.split('-') ?? [];
  if (traceId === undefined || spanId === undefined) return undefined;
  return { traceId, spanId, traceFlags: flags === '00' ? TraceFlags.NONE : TraceFlags.SAMPLED, isRemote: true };
}
