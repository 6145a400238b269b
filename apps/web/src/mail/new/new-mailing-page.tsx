import { Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type MailAudience, mailingOperations, type MailTemplate } from '@firstbell/contracts/mailing';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { call } from '../../api/call.js';
import { describeError } from '../../api/describe-error.js';
import { fieldProblems } from '../../console/field-problems.rules.js';
import { Loaded } from '../../console/loaded.js';
import { PageHead } from '../../console/section-layout.js';
import { useMailRoom } from '../mail-room.js';
import { SenderBanner } from '../sender-banner.js';
import { templatesQuery } from '../templates-query.js';
import { type TextDraft, TextFields } from '../text-fields.js';
import { AudienceFields } from './audience-fields.js';
import { AudienceReach } from './audience-reach.js';
import { extraOf, isWritten, withExtraNames } from './mailing-draft.rules.js';
import { MailPreview } from './mail-preview.js';
import { StartMailing } from './start-mailing.js';

const everyone: MailAudience = { roles: [], grades: [], homerooms: [], classIds: [], planIds: [], personIds: [] };
const empty = { en: '', es: '' };
type Values = TextDraft & { readonly name: string; readonly extra: ReturnType<typeof withExtraNames> };

/** From the people to the start, top to bottom on one page: each step shows what it means before the next. */
export function NewMailingPage() {
  const { t } = useTranslation('mail');
  const { t: tErrors } = useTranslation('errors');
  const navigate = useNavigate();
  const { take } = useMailRoom();
  const [id] = useState(() => v7());
  const [audience, setAudience] = useState(everyone);
  const [values, setValues] = useState<Values>({ name: '', subject: empty, body: empty, extra: [] });
  const [settled] = useDebouncedValue({ audience, values }, 400);
  const written = isWritten(settled.values);
  const extra = extraOf(settled.values.extra);
  const text = { subject: settled.values.subject, body: settled.values.body };
  const outlook = useQuery({
    queryKey: ['mailing-outlook', settled.audience, written ? text : null],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call(mailingOperations.mailingOutlook, { audience: settled.audience, ...(written ? text : {}) }, { signal }),
  });
  const start = useMutation({
    mutationFn: (people: number) =>
      call(mailingOperations.startMailing, {
        id,
        audience,
        people,
        name: values.name.trim(),
        subject: values.subject,
        body: values.body,
        extra: extraOf(values.extra),
      }),
    onSuccess: async (mailing) => {
      take(mailing);
      await navigate({ to: '/mail/$mailingId', params: { mailingId: mailing.id } });
    },
    onError: () => void outlook.refetch(),
  });
  const problems = fieldProblems(start.error, ['name', 'subject.en', 'subject.es', 'body.en', 'body.es'], (one) =>
    describeError(tErrors, one),
  );
  const first = outlook.data?.first ?? null;
  return (
    <>
      <PageHead
        title={t('new.title')}
        lead={
          <>
            <Link to="/mail" className="fb-link">
              {t('one.all')}
            </Link>{' '}
            · {t('new.lead')}
          </>
        }
      />
      <SenderBanner />
      <div className="mail-stack">
        <section className="console-card" aria-labelledby="mail-who">
          <h2 id="mail-who">{t('new.who')}</h2>
          <p className="mail-faint">{t('new.whoHint')}</p>
          <AudienceFields value={audience} onChange={setAudience} />
          <Loaded query={outlook}>{(reach) => <AudienceReach outlook={reach} />}</Loaded>
        </section>
        <section className="console-card mail-stack" aria-labelledby="mail-what">
          <h2 id="mail-what">{t('new.what')}</h2>
          <div className="mail-grid">
            <TemplateSelect
              onChoose={({ name, subject, body, extraNames }) =>
                setValues({ name: values.name === '' ? name : values.name, subject, body, extra: withExtraNames(values.extra, extraNames) })
              }
            />
            <TextInput
              label={t('new.name')}
              description={t('new.nameHint')}
              maxLength={120}
              value={values.name}
              error={problems.fields['name']}
              onChange={(event) => setValues({ ...values, name: event.currentTarget.value })}
            />
          </div>
          <TextFields
            value={values}
            onChange={(next) => setValues({ ...values, subject: next.subject, body: next.body })}
            extraNames={values.extra.map(({ name }) => name)}
            errors={problems.fields}
            withPassword={false}
          />
          <ExtraValues values={values.extra} onChange={(next) => setValues({ ...values, extra: next })} />
        </section>
        <section className="console-card" aria-labelledby="mail-preview">
          <h2 id="mail-preview">{t('new.preview')}</h2>
          {first === null || !written ? (
            <p className="mail-plain">{t('new.previewFirst')}</p>
          ) : (
            <MailPreview draft={{ ...text, extra }} person={first} />
          )}
        </section>
        <StartMailing
          outlook={outlook.data}
          ready={written && values.name.trim() !== ''}
          busy={start.isPending}
          error={start.isError && problems.elsewhere ? start.error : null}
          onStart={(people) => start.mutate(people)}
        />
      </div>
    </>
  );
}

function TemplateSelect({ onChoose }: { readonly onChoose: (template: Omit<MailTemplate, 'id' | 'version'>) => void }) {
  const { t } = useTranslation('mail');
  const { data } = useQuery(templatesQuery);
  const own = (data?.templates ?? []).map((one) => ({ key: one.id, ...one }));
  // An example that carries a password is a rollout's.
  const examples = (data?.examples ?? [])
    .filter(({ name, body }) => !body.en.includes('{{password}}') && !own.some((one) => one.name === name))
    .map((one) => ({ key: one.name, ...one }));
  const groups = [
    { group: t('new.templates'), items: own.map(({ key, name }) => ({ value: key, label: name })) },
    { group: t('new.examples'), items: examples.map(({ key, name }) => ({ value: key, label: name })) },
  ];
  return (
    <Select
      label={t('new.template')}
      description={t('templates.empty.body')}
      placeholder={t('new.none')}
      data={groups.filter(({ items }) => items.length > 0)}
      onChange={(key) => {
        const chosen = [...own, ...examples].find((one) => one.key === key);
        if (chosen !== undefined) onChoose(chosen);
      }}
    />
  );
}

function ExtraValues({ values, onChange }: { readonly values: Values['extra']; readonly onChange: (values: Values['extra']) => void }) {
  const { t } = useTranslation('mail');
  if (values.length === 0) return null;
  const set = (name: string, language: 'en' | 'es', text: string): void =>
    onChange(values.map((one) => (one.name === name ? { ...one, [language]: text } : one)));
  return (
    <fieldset className="mail-fieldset">
      <legend>{t('text.extra')}</legend>
      <div className="mail-grid">
        {values.flatMap((one) =>
          (['en', 'es'] as const).map((language) => (
            <TextInput
              key={`${one.name} ${language}`}
              label={t('text.extraIn', { field: one.name, language: t(language === 'en' ? 'text.english' : 'text.spanish') })}
              maxLength={500}
              value={one[language]}
              onChange={(event) => set(one.name, language, event.currentTarget.value)}
            />
          )),
        )}
      </div>
    </fieldset>
  );
}
