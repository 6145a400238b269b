import type { Visit } from '@firstbell/contracts/hand-out';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../hallpass/text-field.js';
import { type Cohort, namesFrom } from './cohort/cohort.rules.js';

/** For who comes without a badge: three letters of the name, out of who is expected. */
export function NameFinder({ cohort, onPick }: { readonly cohort: Cohort | null; readonly onPick: (visit: Visit) => void }) {
  const { t } = useTranslation('handOut');
  const [typed, setTyped] = useState('');
  const matches = cohort?.named(typed) ?? [];
  return (
    <form
      className="ho-names"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        const [only] = matches;
        if (only !== undefined && matches.length === 1) onPick(only);
      }}
    >
      <TextField
        label={t('names.label')}
        hint={t('names.hint')}
        autoComplete="off"
        value={typed}
        maxLength={60}
        onChange={(event) => setTyped(event.target.value)}
      />
      <div role="status">
        {typed.trim().length < namesFrom ? null : matches.length === 0 ? <p className="ho-names__none">{t('names.none')}</p> : null}
      </div>
      {matches.length === 0 ? null : (
        <ul className="ho-names__found" aria-label={t('names.matches')}>
          {matches.map((visit) => (
            <li key={visit.student.id}>
              <button type="button" className="fb-choice" onClick={() => onPick(visit)}>
                <span translate="no">{visit.student.name}</span>
                {visit.student.homeroom === null ? null : <small>{visit.student.homeroom}</small>}
              </button>
            </li>
          ))}
        </ul>
      )}
    </form>
  );
}
