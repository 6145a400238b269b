import { useMemo } from 'react';
import { QrCode } from '../../hallpass/qr-code.js';
import { barCode } from './bar-code.js';

interface DeviceLabelProps {
  readonly tag: string;
  readonly model: string;
  readonly school: string;
}

/** ISO/IEC 15417: so much white a scanner needs on either side of the bars. */
const quietModules = 10;

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
            viewBox={`${String(-quietModules)} 0 ${String(bars.width + 2 * quietModules)} ${String(bars.height)}`}
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
