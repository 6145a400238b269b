import { Injectable } from '@nestjs/common';
import { mailFields, type ExtraFields, type mailingOperations, type MailTemplate } from '@firstbell/contracts/mailing';
import type { InputOf, OutputOf } from '@firstbell/contracts/operation';
import { Database, FirstbellError, notFound, violatedConstraint, type Actor } from '@firstbell/platform';
import { exampleTemplates } from './example-templates.js';
import { PreviewStore } from './preview.store.js';
import {
  extraValues,
  faultsOf,
  fieldsIn,
  fillMail,
  knownFields,
  mailLanguage,
  type MailDraft,
  type TemplateFault,
} from './template.rules.js';
import { TemplatesStore } from './templates.store.js';

type Ops = typeof mailingOperations;

/** Shown where a password will stand: nobody sees a real one in a preview. */
const passwordMask = '••••••••••';

@Injectable()
export class TemplatesService {
  constructor(
    private readonly database: Database,
    private readonly store: TemplatesStore,
    private readonly people: PreviewStore,
  ) {}

  async list(actor: Actor): Promise<OutputOf<Ops['listMailTemplates']>> {
    return { templates: await this.database.read(actor.schoolId, (tx) => this.store.all(tx)), examples: [...exampleTemplates] };
  }

  async save(actor: Actor, input: InputOf<Ops['saveMailTemplate']>): Promise<MailTemplate> {
    mustBeSendable(input, input.extraNames);
    const { templateId: id, ...rest } = input;
    const template = { id, ...rest };
    try {
      return await this.database.transaction(actor.schoolId, async (tx) => {
        const saved = await this.store.save(tx, template);
        if (saved === undefined) {
          const there = await this.store.find(tx, template.id);
          // The same said twice, because the first answer was lost.
          if (there !== undefined && isSame(there, template)) return there;
          throw there === undefined ? notFound('mail_template', 'templateId') : changedMeanwhile();
        }
        await tx.append({
          type: 'mail_template.changed',
          subjectType: 'mail_template',
          subjectId: saved.id,
          version: saved.version,
          actorId: actor.id,
        });
        return saved;
      });
    } catch (error) {
      if (violatedConstraint(error) !== 'mail_template_school_id_name_key') throw error;
      throw new FirstbellError('mail_template.name_taken', 409, 'Another template has this name. Choose another one.', { field: 'name' });
    }
  }

  async remove(actor: Actor, templateId: string): Promise<{ done: true }> {
    await this.database.transaction(actor.schoolId, async (tx) => {
      const version = await this.store.remove(tx, templateId);
      if (version === undefined) return;
      await tx.append({
        type: 'mail_template.changed',
        subjectType: 'mail_template',
        subjectId: templateId,
        version: version + 1,
        actorId: actor.id,
        data: { removed: true },
      });
    });
    return { done: true };
  }

  async preview(actor: Actor, input: InputOf<Ops['previewMail']>): Promise<OutputOf<Ops['previewMail']>> {
    mustBeSendable(input, namesOf(input.extra));
    const found = await this.database.read(actor.schoolId, (tx) => this.people.find(tx, input.personId));
    if (found === undefined) throw notFound('person', 'personId');
    const { id, name, to, ...person } = found;
    const language = input.language ?? mailLanguage(person.language);
    const values = { ...extraValues(input.extra, language), ...person, password: passwordMask };
    return { person: { id, name }, to, language, ...fillMail(input, language, values) };
  }
}

export const namesOf = (extra: ExtraFields): string[] => extra.map(({ name }) => name);

const isSame = (there: MailTemplate, sent: MailTemplate): boolean =>
  there.version === sent.version + 1 &&
  there.name === sent.name &&
  there.extraNames.join() === sent.extraNames.join() &&
  (['en', 'es'] as const).every((one) => there.subject[one] === sent.subject[one] && there.body[one] === sent.body[one]);

const changedMeanwhile = () =>
  new FirstbellError(
    'mail_template.changed_meanwhile',
    409,
    'Somebody changed this template since you opened it. Look at it again and repeat your change.',
    { field: 'version' },
  );

/** @throws FirstbellError naming the field, where it stands, and the known ones */
export function mustBeSendable(draft: MailDraft, extraNames: readonly string[]): void {
  const clash = extraNames.find((name, index) => mailFields.some((field) => field === name) || extraNames.indexOf(name) !== index);
  if (clash !== undefined)
    throw new FirstbellError('mailing.field_taken', 422, `There is a field ${clash} already. Give yours another name.`, { field: 'extra' });
  const [fault] = faultsOf(draft, extraNames);
  if (fault === undefined) return;
  throw new FirstbellError(`mail_template.${codes[fault.why]}`, 422, sentence(fault, extraNames), {
    field: `${fault.part}.${fault.language}`,
    facts: { found: fault.found, line: fault.line, known: knownFields(extraNames).join(', ') },
  });
}

/** Credentials are a rollout's: any other mail has none to send. */
export function mustHaveNoPassword(draft: MailDraft): void {
  if (!fieldsIn(draft).includes('password')) return;
  throw new FirstbellError(
    'mailing.password_is_of_rollouts',
    422,
    'The field password can be filled in only by a rollout, which makes the passwords. Take it out, or choose this template in the rollout.',
    { field: 'body' },
  );
}

const codes = { unknown: 'unknown_field', not_closed: 'field_not_closed', one_line: 'subject_of_two_lines' } as const;
const languageNames = { en: 'English', es: 'Spanish' } as const;

function sentence({ part, language, line, found, why }: TemplateFault, extraNames: readonly string[]): string {
  const where = `the ${languageNames[language]} ${part}, line ${String(line)}`;
  if (why === 'one_line') return `A subject is one line. Take the line break out of the ${languageNames[language]} subject.`;
  if (why === 'not_closed') return `In ${where}, {{ is not closed by }}. Close it on the same line.`;
  return `In ${where}, there is no field {{${found}}}. Known fields: ${knownFields(extraNames).join(', ')}.`;
}
