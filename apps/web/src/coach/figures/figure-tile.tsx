interface FigureTileProps {
  readonly label: string;
  readonly value: string;
  readonly note?: string;
  /** How it stands at this minute, as opposed to over the day. */
  readonly now?: boolean;
}

export function FigureTile({ label, value, note, now = false }: FigureTileProps) {
  return (
    <div className="coach-tile" data-now={now || undefined}>
      <dt>{label}</dt>
      <dd>
        {value}
        {note === undefined ? null : <small>{note}</small>}
      </dd>
    </div>
  );
}
