import { Button, type ButtonProps, FileButton } from '@mantine/core';
import { type ReactNode, useRef } from 'react';

interface ChooseFileProps extends Pick<ButtonProps, 'variant' | 'size' | 'loading'> {
  readonly accept: string;
  readonly onFile: (file: File) => void;
  readonly label?: string;
  readonly children: ReactNode;
}

/** Asks for a file. Whoever was told of a fault mends it and comes back with a file of the same name, so that counts as chosen too. */
export function ChooseFile({ accept, onFile, label, children, ...look }: ChooseFileProps) {
  const reset = useRef<() => void>(null);
  return (
    <FileButton
      accept={accept}
      resetRef={reset}
      onChange={(file) => {
        reset.current?.();
        if (file !== null) onFile(file);
      }}
    >
      {(button) => (
        <Button {...button} {...look} {...(label === undefined ? {} : { 'aria-label': label })}>
          {children}
        </Button>
      )}
    </FileButton>
  );
}
