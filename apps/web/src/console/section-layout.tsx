import './console.css';
import { Title } from '@mantine/core';
import { Link, type LinkProps, Outlet } from '@tanstack/react-router';
import { type ReactNode, Suspense } from 'react';
import { RowsLoading } from './rows-loading.js';

export interface SectionLink {
  readonly to: NonNullable<LinkProps['to']>;
  readonly label: string;
  /** How many things wait for a decision there. */
  readonly count?: number | undefined;
  /** Said to screen readers in place of the bare number. */
  readonly countLabel?: string | undefined;
  /** The section's own first page: current only when nothing follows in the path. */
  readonly exact?: boolean;
}

interface SectionLayoutProps {
  readonly label: string;
  readonly links: readonly SectionLink[];
  readonly side?: boolean;
  readonly children?: ReactNode;
}

/** The pages of one area behind a row (or, with `side`, a column) of links. */
export function SectionLayout({ label, links, side = false, children }: SectionLayoutProps) {
  return (
    <div className={side ? 'console console--side' : 'console'}>
      <nav aria-label={label} className="console__nav">
        {links.map((link) => (
          <Link
            key={link.to}
            to={link.to}
            className="console__link"
            activeOptions={{ exact: link.exact ?? false, includeSearch: false }}
            activeProps={{ 'aria-current': 'page' }}
          >
            {link.label}
            {link.count ? (
              <span className="console__count">
                <span aria-hidden="true">{link.count}</span>
                <span className="fb-hidden">{link.countLabel ?? link.count}</span>
              </span>
            ) : null}
          </Link>
        ))}
        {children}
      </nav>
      <div className="console__page">
        <Suspense fallback={<RowsLoading />}>
          <Outlet />
        </Suspense>
      </div>
    </div>
  );
}

interface PageHeadProps {
  readonly title: string;
  readonly lead?: ReactNode;
  /** Buttons at the far end. */
  readonly children?: ReactNode;
}

export function PageHead({ title, lead, children }: PageHeadProps) {
  return (
    <header className="console__head">
      <div>
        <title>{`${title} · Firstbell`}</title>
        <Title order={1} size="h2">
          {title}
        </Title>
        {lead === undefined ? null : <p className="console__lead">{lead}</p>}
      </div>
      {children === undefined ? null : <div className="console__head-actions">{children}</div>}
    </header>
  );
}
