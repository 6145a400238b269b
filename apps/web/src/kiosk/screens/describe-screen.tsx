import type { Issue } from '@firstbell/contracts/issues';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../hallpass/button.js';
import type { Visit } from '../use-kiosk.js';

interface DescribeScreenProps {
  readonly kiosk: Visit;
  readonly issue: Issue;
  /** What could not be sent before. */
  readonly written?: string | undefined;
}

/** For "something else": words if they come, a ticket in any case. */
export function DescribeScreen({ kiosk, issue, written = '' }: DescribeScreenProps) {
  const { t } = useTranslation('kiosk');
  const [description, setDescription] = useState(written);
  const id = useId();
  return (
    <form
      className="kiosk__form"
      onSubmit={(event) => {
        event.preventDefault();
        kiosk.file(issue, { description });
      }}
    >
      <h1 className="fb-h1" tabIndex={-1}>
        {t('describe.title')}
      </h1>
      <p className="fb-lead">{t('describe.lead')}</p>
      <div className="fb-field">
        <label htmlFor={id}>{t('describe.label')}</label>
        <textarea
          id={id}
          className="fb-input fb-input--large"
          rows={4}
          maxLength={2000}
          value={description}
          onChange={(event) => setDescription(event.target.value)}
        />
      </div>
      <div>
        <Button type="submit" large>
          {t('describe.send')}
        </Button>
      </div>
    </form>
  );
}
