import { useMemo } from 'react';
import { QrCode } from '../../desk/feedback/qr-code.js';
import { barCode } from './bar-code.js';

interface DeviceLabelProps {
  readonly tag: string;
  readonly model: string;
  readonly school: string;
}

/** A sticker: both codes say the tag and nothing else, so that any scanner finds the device and no stranger a name. */
export function DeviceLabel({ tag, model, school }: DeviceLabelProps) {
  const bars = useMemo(() => barCode(tag), [tag]);
  return (
    <article className="devices-label" aria-label={tag}>
      <QrCode text={tag} label={tag} size={72} />
      <div className="devices-label__words">
        <strong className="devices-label__tag">{tag}</strong>
        {bars === null ? null : (
          <svg
            className="devices-label__bars"
            viewBox={`0 0 ${String(bars.width)} ${String(bars.height)}`}
            preserveAspectRatio="none"
            shapeRendering="crispEdges"
            aria-hidden="true"
          >
            <path d={bars.path} fill="#12211d" />
          </svg>
        )}
        <span className="devices-label__small">{model}</span>
        <span className="devices-label__small">{school}</span>
      </div>
    </article>
  );
}
