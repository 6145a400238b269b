import { useMemo } from 'react';
import { encode } from 'uqr';

/** A QR code as one path: dark on white in either theme, because cameras read it so. */
export function QrCode({ text, label, size = 148 }: { readonly text: string; readonly label: string; readonly size?: number }) {
  const { path, modules } = useMemo(() => {
    const { data, size: count } = encode(text, { ecc: 'M', border: 2 });
    const squares = data.flatMap((line, y) => line.map((dark, x) => (dark ? `M${String(x)} ${String(y)}h1v1h-1z` : '')));
    return { path: squares.join(''), modules: count };
  }, [text]);
  return (
    <svg
      className="fb-qr"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${String(modules)} ${String(modules)}`}
      width={size}
      height={size}
      shapeRendering="crispEdges"
    >
      <rect width="100%" height="100%" fill="#ffffff" />
      <path d={path} fill="#12211d" />
    </svg>
  );
}
