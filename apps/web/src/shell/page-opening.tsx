import { BellMark } from '../hallpass/wordmark.js';

/** Shown while a page's files come. No words: the locale may be among them. */
export function PageOpening() {
  return (
    <div className="fb-waiting" role="status" aria-label="Firstbell">
      <span className="fb-wordmark">
        <BellMark />
        <span translate="no">Firstbell</span>
      </span>
    </div>
  );
}
