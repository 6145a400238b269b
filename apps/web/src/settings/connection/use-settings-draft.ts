import { useForm, type FormValidateInput } from '@mantine/form';
import { useEffect, useState } from 'react';
import { typedSince } from '../../console/typed-since.rules.js';

/**
 * A form over settings that others may change meanwhile. An untouched form follows them; a touched one keeps what was typed
 * and the version it began with, so that the server refuses to overwrite what this person has not seen. A pause or a test
 * also counts the version up, but changes nothing that is typed here.
 */
export function useSettingsDraft<Settings extends { readonly version: number }, Draft extends object>(
  settings: Settings | null,
  draftOf: (settings: Settings | null) => Draft,
  validate?: FormValidateInput<Draft>,
) {
  const [basis, setBasis] = useState(settings);
  const form = useForm<Draft>({ initialValues: draftOf(settings), ...(validate === undefined ? {} : { validate }) });
  const isNewer = (settings?.version ?? 0) > (basis?.version ?? 0);
  const changed = isNewer && JSON.stringify(draftOf(basis)) !== JSON.stringify(draftOf(settings));
  /** Anew from what is saved now. @param sent what was sent to be saved: what was typed since then stays typed */
  const begin = (from: Settings | null, sent?: Draft) => {
    const typed = form.getValues();
    setBasis(from);
    form.setInitialValues(draftOf(from));
    form.reset();
    if (sent !== undefined) form.setValues(typedSince(sent, typed, draftOf(from)));
  };
  const follow = changed && !form.isDirty();
  useEffect(() => {
    if (follow) begin(settings);
  });
  return { form, version: (changed ? basis : settings)?.version ?? null, begin };
}
