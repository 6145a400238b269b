import { type ExtraFields, mailingOperations } from '@firstbell/contracts/mailing';
import type { PersonBrief } from '@firstbell/contracts/values';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { FormProblem } from '../../console/form-problem.js';
import type { TextDraft } from '../text-fields.js';

interface MailPreviewProps {
  readonly draft: TextDraft & { readonly extra: ExtraFields };
  readonly person: PersonBrief;
}

/** One mail as a real person gets it, in their language. */
export function MailPreview({ draft, person }: MailPreviewProps) {
  const { t } = useTranslation('mail');
  const preview = useQuery({
    queryKey: ['mail-preview', draft, person.id],
    placeholderData: keepPreviousData,
    retry: false,
    queryFn: ({ signal }) => call(mailingOperations.previewMail, { ...draft, personId: person.id }, { signal }),
  });
  if (preview.isError) return <FormProblem error={preview.error} />;
  const { data } = preview;
  if (data === undefined) return null;
  return (
    <article className="mail-letter" lang={data.language} aria-label={t('new.previewOf', { name: data.person.name })}>
      <dl>
        <dt>{t('new.to')}</dt>
        <dd>{data.to}</dd>
        <dt>{t('new.subject')}</dt>
        <dd>
          <strong>{data.subject}</strong>
        </dd>
      </dl>
      <pre>{data.body}</pre>
    </article>
  );
}
