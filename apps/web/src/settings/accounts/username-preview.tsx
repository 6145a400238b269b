import { useDebouncedValue } from '@mantine/hooks';
import { directoryOperations } from '@firstbell/contracts/directory';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { isUsernameRule } from './directory-draft.rules.js';
import { UsernameExamples } from './username-examples.js';

/** What the rule that is being typed makes of real names, and how many of them collide. */
export function UsernamePreview({ rule, domain }: { readonly rule: string; readonly domain: string }) {
  const { t } = useTranslation('accounts');
  const [asked] = useDebouncedValue(rule.trim(), 250);
  const preview = useQuery({
    queryKey: ['username-preview', asked],
    enabled: isUsernameRule(asked),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call(directoryOperations.previewUsernames, { usernameRule: asked }, { signal }),
  });
  if (preview.data === undefined) return null;
  const { people, numbered, nameless, examples } = preview.data;
  if (people === 0) return <p className="settings-faint">{t('preview.none')}</p>;
  return (
    <section className="accounts-preview" aria-labelledby="username-preview" aria-busy={preview.isFetching}>
      <h3 id="username-preview">{t('preview.title')}</h3>
      <p className="settings-plain" role="status">
        {[
          t('preview.people', { count: people }),
          numbered === 0 ? '' : t('preview.numbered', { count: numbered }),
          nameless === 0 ? '' : t('preview.nameless', { count: nameless }),
        ]
          .filter((sentence) => sentence !== '')
          .join(' ')}
      </p>
      <UsernameExamples examples={examples} domain={domain} />
    </section>
  );
}
