import { useState } from 'react';
import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { IssuePicture } from '../../hallpass/pictures/issue-picture.js';
import type { IssueDraft } from './issue-draft.rules.js';

/** The tile and the steps as a student will meet them, in either language. */
export function KioskPreview({ draft }: { readonly draft: IssueDraft }) {
  const { t, i18n } = useTranslation('settings');
  const [language, setLanguage] = useState<'en' | 'es'>(i18n.resolvedLanguage === 'es' ? 'es' : 'en');
  const steps = draft.selfHelp.map((pair) => pair[language].trim()).filter((step) => step !== '');
  return (
    <section className="settings-preview" aria-label={t('issues.preview')}>
      <div className="settings-preview__head">
        <h2 className="console-heading">{t('issues.preview')}</h2>
        <SegmentedControl
          size="xs"
          aria-label={t('issues.previewLanguage')}
          value={language}
          data={[
            { value: 'en', label: 'English' },
            { value: 'es', label: 'Español' },
          ]}
          onChange={(value) => setLanguage(value === 'es' ? 'es' : 'en')}
        />
      </div>
      <div className="settings-preview__kiosk" lang={language}>
        <div className="fb-tile settings-preview__tile">
          <IssuePicture picture={draft.picture} size={64} />
          {draft.name[language].trim() === '' ? '…' : draft.name[language]}
        </div>
        {steps.length === 0 ? null : (
          <ol>
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        )}
      </div>
    </section>
  );
}
