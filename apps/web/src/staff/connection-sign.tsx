import { useTranslation } from 'react-i18next';
import { useConnectionState } from '../realtime/connection-state.js';

/** Colour always with a word. Silent while nothing on the page is live. */
export function ConnectionSign() {
  const { t } = useTranslation('staff');
  const state = useConnectionState();
  return (
    <span role="status" className="staff__connection" data-state={state}>
      {state === 'idle' ? null : t(`connection.${state}`)}
    </span>
  );
}
