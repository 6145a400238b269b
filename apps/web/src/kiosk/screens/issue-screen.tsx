import type { Issue } from '@firstbell/contracts/issues';
import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../hallpass/button.js';
import { IssuePicture } from '../../hallpass/pictures/issue-picture.js';
import { spoken } from '../../i18n/spoken.js';
import { choicesOf } from '../issue-choice.rules.js';
import { BackIcon, ForwardIcon } from '../kiosk-icons.js';
import { pagesOf, tileGrid } from '../tiles-per-page.rules.js';
import type { Visit } from '../use-kiosk.js';

export function IssueScreen({
  kiosk,
  issues,
  loaded,
}: {
  readonly kiosk: Visit;
  readonly issues: readonly Issue[];
  readonly loaded: boolean;
}) {
  const { t, i18n } = useTranslation('kiosk');
  const language = i18n.resolvedLanguage ?? 'en';
  const [page, setPage] = useState(0);
  const space = useRef<HTMLDivElement>(null);
  const [grid, setGrid] = useState(tileGrid(1_184, 520));
  const { listed, notSure, forAnAdult } = choicesOf(issues);
  const present = forAnAdult !== undefined;

  useLayoutEffect(() => {
    const box = space.current;
    if (box === null) return undefined;
    const measure = (): void =>
      setGrid((before) => {
        const next = tileGrid(box.clientWidth, box.clientHeight);
        return next.columns === before.columns && next.rows === before.rows ? before : next;
      });
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    measure();
    return () => observer.disconnect();
  }, [present]);

  const pages = pagesOf(listed, grid.perPage);
  const shown = Math.min(page, pages.length - 1);
  const turn = (to: number): void => {
    setPage(to);
    space.current?.focus();
  };

  if (forAnAdult === undefined) {
    return (
      <div className="kiosk__form">
        <h1 className="fb-h1" tabIndex={-1}>
          {t('issue.none')}
        </h1>
        {loaded ? null : <p className="fb-lead">{t('issue.noneHint')}</p>}
      </div>
    );
  }
  return (
    <div className="issues">
      <h1 className="fb-h1" tabIndex={-1}>
        {t('issue.title')}
      </h1>
      <div
        ref={space}
        className="issues__space"
        tabIndex={-1}
        role="group"
        aria-label={pages.length > 1 ? t('issue.page', { page: shown + 1, pages: pages.length }) : t('issue.title')}
      >
        <ul
          className="issues__grid"
          style={{
            gridTemplateColumns: `repeat(${String(grid.columns)}, minmax(0, 1fr))`,
            gridTemplateRows: `repeat(${String(grid.rows)}, minmax(148px, 1fr))`,
          }}
        >
          {(pages[shown] ?? []).map((issue) => (
            <li key={issue.id}>
              <button type="button" className="fb-tile issues__tile" onClick={() => kiosk.chooseIssue(issue)}>
                <IssuePicture picture={issue.picture} size={80} />
                <span>{spoken(issue.name, language)}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
      <div className="issues__bar">
        {pages.length > 1 ? (
          <>
            {shown > 0 ? (
              <Button large look="plain" onClick={() => turn(shown - 1)}>
                <BackIcon />
                {t('issue.before')}
              </Button>
            ) : null}
            {shown < pages.length - 1 ? (
              <Button large onClick={() => turn(shown + 1)}>
                {t('issue.more')}
                <ForwardIcon />
              </Button>
            ) : null}
          </>
        ) : null}
        <span className="issues__gap" />
        {notSure === undefined ? null : (
          <Button large look="plain" className="issues__always" onClick={() => kiosk.chooseIssue(notSure)}>
            <IssuePicture picture={notSure.picture} size={44} />
            {spoken(notSure.name, language)}
          </Button>
        )}
        <Button large look="plain" className="issues__always" onClick={() => kiosk.file(forAnAdult, { wantsAdult: true })}>
          <IssuePicture picture="adult" size={44} />
          {t('issue.adult')}
        </Button>
      </div>
    </div>
  );
}
