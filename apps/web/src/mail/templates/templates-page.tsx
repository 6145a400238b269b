import { Button } from '@mantine/core';
import type { MailTemplate } from '@firstbell/contracts/mailing';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { EmptyState } from '../../console/empty-state.js';
import { Loaded } from '../../console/loaded.js';
import { PageHead } from '../../console/section-layout.js';
import { spoken } from '../../i18n/spoken.js';
import { templatesQuery } from '../templates-query.js';
import { TemplateDialog } from './template-dialog.js';

const nothing = { en: '', es: '' };
const newTemplate = (): MailTemplate => ({ id: v7(), name: '', subject: nothing, body: nothing, extraNames: [], version: 0 });

export function TemplatesPage() {
  const { t, i18n } = useTranslation('mail');
  const templates = useQuery(templatesQuery);
  const [editing, setEditing] = useState<MailTemplate | null>(null);
  return (
    <>
      <PageHead title={t('templates.title')} lead={t('templates.lead')}>
        <Button onClick={() => setEditing(newTemplate())}>{t('templates.new')}</Button>
      </PageHead>
      <Loaded query={templates}>
        {({ templates: own, examples }) => (
          <div className="mail-stack">
            {own.length === 0 ? (
              <EmptyState title={t('templates.empty.title')} picture="speech-question">
                <p>{t('templates.empty.body')}</p>
              </EmptyState>
            ) : (
              <ul className="mail-list">
                {own.map((template) => (
                  <li key={template.id} className="console-card">
                    <div>
                      <h2>{template.name}</h2>
                      <p className="mail-faint">{spoken(template.subject, i18n.resolvedLanguage ?? 'en')}</p>
                    </div>
                    <Button variant="default" onClick={() => setEditing(template)}>
                      {t('templates.edit', { name: template.name })}
                    </Button>
                  </li>
                ))}
              </ul>
            )}
            <ul className="mail-fields">
              {examples
                .filter((example) => !own.some(({ name }) => name === example.name))
                .map((example) => (
                  <li key={example.name}>
                    <Button variant="default" onClick={() => setEditing({ ...newTemplate(), ...example })}>
                      {t('templates.begin', { name: example.name })}
                    </Button>
                  </li>
                ))}
            </ul>
          </div>
        )}
      </Loaded>
      {editing === null ? null : <TemplateDialog key={editing.id} template={editing} onClose={() => setEditing(null)} />}
    </>
  );
}
