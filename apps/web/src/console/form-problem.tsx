import { useTranslation } from 'react-i18next';
import { describeError } from '../api/describe-error.js';

/** A refusal that belongs to no single field, above the button that was pressed. */
export function FormProblem({ error }: { readonly error: unknown }) {
  const { t } = useTranslation('errors');
  return (
    <div role="alert">
      {error === null || error === undefined ? null : (
        <p className="fb-notice fb-notice--error console-problem">{describeError(t, error)}</p>
      )}
    </div>
  );
}
