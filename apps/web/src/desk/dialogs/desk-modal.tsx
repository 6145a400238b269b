import { Modal } from '@mantine/core';
import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';

interface DeskModalProps {
  readonly title: string;
  readonly size?: 'md' | 'lg' | 'xl';
  readonly onClose: () => void;
  /** Hears the keys from the moment the dialog is there, before the focus has moved into it: R, 1, Enter are pressed fast. */
  readonly onKey?: (event: KeyboardEvent) => void;
  readonly children: ReactNode;
}

const fade = { transition: 'fade', duration: 90 } as const;

/** A dialog of the desk. */
export function DeskModal({ title, size = 'md', onClose, onKey, children }: DeskModalProps) {
  const latest = useRef(onKey);
  useLayoutEffect(() => {
    latest.current = onKey;
  });
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (!event.defaultPrevented && !event.isComposing && !event.ctrlKey && !event.altKey && !event.metaKey) latest.current?.(event);
    };
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, []);
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={size}
      transitionProps={fade}
      classNames={{ title: 'desk-dialog__title' }}
      attributes={{ header: { role: 'presentation' } }}
    >
      {children}
    </Modal>
  );
}

/** Whether the key goes into a text the person is writing. */
export const isWriting = (event: KeyboardEvent): boolean =>
  event.target instanceof HTMLTextAreaElement || (event.target instanceof HTMLInputElement && event.target.type === 'text');

/** A button whose Enter is its own: closing the dialog, or one marked so. Options leave theirs to the dialog. */
export const isPlainButton = (event: KeyboardEvent): boolean =>
  event.target instanceof HTMLButtonElement &&
  (event.target.dataset['ownEnter'] !== undefined || event.target.matches('.mantine-Modal-close'));
