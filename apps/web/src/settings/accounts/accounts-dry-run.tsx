import { Button } from '@mantine/core';
import { directoryOperations } from '@firstbell/contracts/directory';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { useSayFailed } from '../../console/say.js';
import { UsernameExamples } from './username-examples.js';

/** In numbers what making accounts would do, asked for when somebody wants to know and never a change. */
export function AccountsDryRun({ domain }: { readonly domain: string }) {
  const { t } = useTranslation('accounts');
  const failed = useSayFailed();
  const preview = useMutation({ mutationFn: () => call(directoryOperations.previewAccounts, {}), onError: failed });
  return (
    <>
      <div className="console-no-print">
        <Button variant="default" onClick={() => preview.mutate()} loading={preview.isPending}>
          {t('dryRun.show')}
        </Button>
      </div>
      {preview.data === undefined ? null : <Outcome {...preview.data} domain={domain} />}
    </>
  );
}

interface OutcomeProps {
  readonly people: number;
  readonly numbered: number;
  readonly nameless: number;
  readonly waiting: number;
  readonly stuck: number;
  readonly there: number;
  readonly examples: readonly { readonly name: string; readonly username: string }[];
  readonly domain: string;
}

function Outcome({ people, numbered, nameless, waiting, stuck, there, examples, domain }: OutcomeProps) {
  const { t } = useTranslation('accounts');
  const made = people - nameless;
  const sentences = [
    made === 0 ? t('dryRun.none') : t('dryRun.made', { count: made }),
    numbered === 0 ? '' : t('preview.numbered', { count: numbered }),
    nameless === 0 ? '' : t('preview.nameless', { count: nameless }),
    waiting === 0 ? '' : t('dryRun.waiting', { count: waiting }),
    stuck === 0 ? '' : t('dryRun.stuck', { count: stuck }),
    there === 0 ? '' : t('dryRun.there', { count: there }),
  ].filter((sentence) => sentence !== '');
  return (
    <section className="accounts-preview" aria-labelledby="accounts-dry-run">
      <h3 id="accounts-dry-run">{t('dryRun.title')}</h3>
      <div role="status">
        {sentences.map((sentence) => (
          <p key={sentence} className="settings-plain">
            {sentence}
          </p>
        ))}
      </div>
      {examples.length === 0 ? null : <UsernameExamples examples={examples} domain={domain} />}
      <p className="settings-faint">{t('dryRun.limits')}</p>
    </section>
  );
}
