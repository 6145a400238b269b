import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../hallpass/button.js';

interface RecoveryCodesProps {
  readonly name: string;
  readonly codes: readonly string[];
  readonly onDone: () => void;
}

/** Shown this once, to be copied or printed. */
export function RecoveryCodes({ name, codes, onDone }: RecoveryCodesProps) {
  const { t } = useTranslation('account');
  const [copied, setCopied] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  // Without TLS a browser gives no page the clipboard.
  const clipboard = 'clipboard' in navigator ? navigator.clipboard : undefined;
  return (
    <div className="account__form">
      <h3 tabIndex={-1} ref={heading}>
        {t('codes.title')}
      </h3>
      <p className="console-no-print">{t('codes.what')}</p>
      <p className="account__paper-name">{t('codes.paper', { name })}</p>
      <ol className="account__codes" aria-label={t('codes.list')}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="account__actions console-no-print">
        {clipboard === undefined ? null : (
          <Button
            look="plain"
            onClick={() =>
              void clipboard.writeText(codes.join('\n')).then(
                () => setCopied(true),
                () => setCopied(false),
              )
            }
          >
            {copied ? t('codes.copied') : t('codes.copy')}
          </Button>
        )}
        <Button look="plain" onClick={() => window.print()}>
          {t('codes.print')}
        </Button>
        <Button onClick={onDone}>{t('codes.done')}</Button>
      </div>
    </div>
  );
}
