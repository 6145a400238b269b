import type { BoardRow, DeskState } from '@firstbell/contracts/tickets';
import { useTranslation } from 'react-i18next';
import { Ticket } from '../hallpass/ticket.js';
import { boardColumn, type BoardColumn } from './board-order.rules.js';
import { BoardClock } from './board-clock.js';
import { BothLanguages } from './both-languages.js';

interface BoardCodesProps {
  readonly rows: readonly BoardRow[];
  readonly desk: DeskState | null;
  readonly offline: boolean;
  /** Of the school. */
  readonly timeZone: string;
  /** When the codes were last known to be right, ms; null before the first answer. */
  readonly asOf: number | null;
}

const fits = { serving: 9, ready: 8, inClass: 6 };

/** Codes, never a name. Read from across a room, in both languages at once, because nobody can touch it. */
export function BoardCodes({ rows, desk, offline, timeZone, asOf }: BoardCodesProps) {
  const { t, i18n } = useTranslation('board');
  const serving = boardColumn(rows, 'serving', fits.serving);
  const ready = boardColumn(rows, 'ready', fits.ready);
  const inClass = boardColumn(rows, 'in_class', fits.inClass);
  const at = asOf === null ? null : new Intl.DateTimeFormat(i18n.resolvedLanguage, { timeZone, timeStyle: 'short' }).format(asOf);
  return (
    <div className="board">
      <header className="board__head">
        <span className="board__desk">{desk?.name ?? 'Firstbell'}</span>
        <BoardClock timeZone={timeZone} />
      </header>
      <main className="board__main" aria-live="polite">
        <section className="board__serving" aria-labelledby="board-serving">
          <h1 id="board-serving">
            <BothLanguages words="serving" />
          </h1>
          <Codes column={serving} known={asOf !== null} empty="nobody" />
        </section>
        <section className="board__ready" aria-labelledby="board-ready">
          <h2 id="board-ready">
            <BothLanguages words="ready" />
          </h2>
          <Codes column={ready} known={asOf !== null} empty="nothingReady" />
        </section>
      </main>
      {inClass.shown.length === 0 ? null : (
        <section className="board__class" aria-labelledby="board-class">
          <h2 id="board-class">
            <BothLanguages words="inClass" />
          </h2>
          <p>
            {inClass.shown.map((row) => (
              <span key={row.id} className="fb-code">
                {row.code}
              </span>
            ))}
            {inClass.more === 0 ? null : <small>{t('more', { count: inClass.more })}</small>}
          </p>
        </section>
      )}
      <div className="board__foot" role="status">
        {offline ? <p className="board__notice">{at === null ? t('never') : t('offline', { time: at })}</p> : null}
        {!offline && desk?.frozenAt ? <p className="board__notice">{t('frozen')}</p> : null}
      </div>
    </div>
  );
}

function Codes({
  column,
  known,
  empty,
}: {
  readonly column: BoardColumn;
  readonly known: boolean;
  readonly empty: 'nobody' | 'nothingReady';
}) {
  const { t } = useTranslation('board');
  if (column.shown.length === 0) return <p className="board__empty">{known ? t(empty) : t('opening')}</p>;
  return (
    <>
      <ul className="board__codes" data-count={column.shown.length > 4 ? 'many' : column.shown.length > 1 ? 'few' : 'one'}>
        {column.shown.map((row) => (
          <li key={row.id}>
            <Ticket code={row.code} look="on-dark">
              {t(row.showing === 'serving' ? 'servingStub' : 'readyStub')}
            </Ticket>
          </li>
        ))}
      </ul>
      {column.more === 0 ? null : <p className="board__more">{t('more', { count: column.more })}</p>}
    </>
  );
}
