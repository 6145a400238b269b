import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** The clock of the school; that of the computer behind the board may be set to another zone. */
export function BoardClock({ timeZone }: { readonly timeZone: string }) {
  const { i18n } = useTranslation();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const tick = setInterval(() => setNow(new Date()), 5_000);
    return () => clearInterval(tick);
  }, []);
  return (
    <time className="board__clock" dateTime={now.toISOString()}>
      {new Intl.DateTimeFormat(i18n.resolvedLanguage, { timeZone, timeStyle: 'short' }).format(now)}
    </time>
  );
}
