import '@mantine/charts/styles.layer.css';
import { BarChart } from '@mantine/charts';
import { useReducedMotion } from '@mantine/hooks';

const colours = {
  filed: 'var(--coach-chart-filed)',
  resolved: 'var(--coach-chart-resolved)',
  selfHelp: 'var(--coach-chart-self-help)',
} as const;

const tick = { fontSize: 14, fill: 'currentColor' };

interface FiguresChartProps {
  readonly data: readonly ({ readonly name: string } & { readonly [K in keyof typeof colours]?: number })[];
  readonly series: readonly { readonly name: keyof typeof colours; readonly label: string }[];
  /** Bars lie down, so that long names fit beside them. */
  readonly lying?: boolean;
  /** Too many bars for a word under each: as many as fit. */
  readonly sparse?: boolean;
}

/** Silent to screen readers: the table under each chart says the same and more. */
export function FiguresChart({ data, series, lying = false, sparse = false }: FiguresChartProps) {
  const still = useReducedMotion();
  return (
    <div aria-hidden="true" className="coach-chart">
      <ul className="coach-legend">
        {series.map((one) => (
          <li key={one.name} data-series={one.name}>
            {one.label}
          </li>
        ))}
      </ul>
      <BarChart
        h={lying ? data.length * (series.length * 11 + 14) + 60 : 260}
        data={data.map((one) => ({ ...one }))}
        dataKey="name"
        series={series.map((one) => ({ ...one, color: colours[one.name] }))}
        orientation={lying ? 'vertical' : 'horizontal'}
        gridAxis={lying ? 'y' : 'x'}
        tickLine="none"
        maxBarWidth={lying ? 10 : 34}
        barProps={{ isAnimationActive: !still, radius: lying ? [0, 4, 4, 0] : [4, 4, 0, 0] }}
        barChartProps={{ accessibilityLayer: false, barGap: 1, margin: { top: 12 } }}
        xAxisProps={{ tick, ...(lying ? { allowDecimals: false } : { interval: sparse ? 'preserveStartEnd' : 0 }) }}
        yAxisProps={{ tick, ...(lying ? { width: 156, interval: 0 } : { allowDecimals: false, width: 36 }) }}
      />
    </div>
  );
}
