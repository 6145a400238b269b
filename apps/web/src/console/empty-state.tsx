import type { PictureKey } from '@firstbell/contracts/pictures';
import type { ReactNode } from 'react';
import { IssuePicture } from '../hallpass/pictures/issue-picture.js';

interface EmptyStateProps {
  readonly title: string;
  readonly picture?: PictureKey;
  /** What will appear here and what makes it appear. */
  readonly children: ReactNode;
}

export function EmptyState({ title, picture, children }: EmptyStateProps) {
  return (
    <section className="console-empty">
      {picture === undefined ? null : <IssuePicture picture={picture} size={64} />}
      <h2>{title}</h2>
      <div>{children}</div>
    </section>
  );
}
