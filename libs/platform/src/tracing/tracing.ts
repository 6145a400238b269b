import { correlation, correlationOf, newCorrelation, withCorrelation, type Correlation } from '../logging/correlation.js';
import { writesLines } from '../logging/process-log.js';

/** `server` answers somebody, `client` asks the database, `producer` hands on, `consumer` takes what was handed on. */
export type StepKind = 'server' | 'client' | 'producer' | 'consumer';
export type StepFacts = Readonly<Record<string, string | number>>;

export interface StepOptions {
  readonly kind: StepKind;
  /** `traceparent` of what it follows from; without one it follows from nothing. */
  readonly trace?: string | null | undefined;
  /** Others it follows from as well. */
  readonly alsoOf?: readonly string[];
  readonly facts?: StepFacts;
}

/** One step of a trace that is going on. */
export interface Step {
  readonly correlation: Correlation;
  end(facts?: StepFacts, failed?: boolean): void;
}

export interface Tracer {
  begin(name: string, options: StepOptions): Step;
  stop(): Promise<void>;
}

let tracer: Tracer | undefined;

/** Traces are sent when the standard `OTEL_EXPORTER_OTLP_ENDPOINT` says where to; OpenTelemetry is loaded only then. */
export async function startTracing(process: string, env: { readonly OTEL_EXPORTER_OTLP_ENDPOINT?: string | undefined }): Promise<void> {
  if (env.OTEL_EXPORTER_OTLP_ENDPOINT === undefined) return;
  const { openOtlpTracer } = await import('./otlp-tracer.js');
  tracer = openOtlpTracer(process);
}

/** Sends what is left. */
export async function stopTracing(): Promise<void> {
  await tracer?.stop();
  tracer = undefined;
}

/**
 * Begins what comes from outside or from another process. Undefined when nobody would see it.
 * @param id of what does not follow from a trace, 32 hex digits
 */
export function begin(name: string, options: StepOptions, id?: string): Step | undefined {
  if (tracer !== undefined) return tracer.begin(name, options);
  if (!writesLines()) return undefined;
  return { correlation: correlationOf(options.trace) ?? newCorrelation(id), end: () => undefined };
}

/** Does the work as one step that comes from outside or from another process. */
export function entered<T>(name: string, options: StepOptions, work: () => Promise<T>): Promise<T> {
  const step = begin(name, options);
  return step === undefined ? work() : finished(step, work);
}

/** Does the work as a part of the step that is going on; by itself it is none. */
export function within<T>(name: string, options: Omit<StepOptions, 'trace'>, work: () => Promise<T>): Promise<T> {
  if (tracer === undefined) return work();
  const trace = correlation()?.trace;
  return trace === undefined ? work() : finished(tracer.begin(name, { ...options, trace }), work);
}

async function finished<T>(step: Step, work: () => Promise<T>): Promise<T> {
  try {
    const answer = await withCorrelation(step.correlation, work);
    step.end();
    return answer;
  } catch (error) {
    step.end({ 'error.type': error instanceof Error ? error.name : 'unknown' }, true);
    throw error;
  }
}
