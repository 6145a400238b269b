import type { MailTemplate } from '@firstbell/contracts/mailing';

type Example = Pick<MailTemplate, 'name' | 'subject' | 'body'>;

/** The mail of a rollout whose plan names no template. */
export const credentialsExample: Example = {
  name: 'Your school account',
  subject: { en: 'Your account at {{schoolName}}', es: 'Su cuenta en {{schoolName}}' },
  body: {
    en: `Hello {{preferredName}},

your school account is ready.

User name: {{username}}
One-time password: {{password}}

Sign in on your school laptop. You will be asked to choose a password of your own; the one above works only once.
If something does not work, come to the help desk.

{{schoolName}}`,
    es: `Hola, {{preferredName}}:

Su cuenta de la escuela está lista.

Nombre de usuario: {{username}}
Contraseña de un solo uso: {{password}}

Inicie sesión en su computadora de la escuela. Se le pedirá que elija una contraseña propia; la de arriba sirve una sola vez.
Si algo no funciona, venga a la mesa de ayuda.

{{schoolName}}`,
  },
};

/** What a school without templates can begin with. */
export const exampleTemplates: readonly Example[] = [
  credentialsExample,
  {
    name: 'Your user name',
    subject: { en: 'Your user name', es: 'Su nombre de usuario' },
    body: {
      en: `Hello {{preferredName}},

your user name is {{username}}. Use it with the password you already have.

{{schoolName}}`,
      es: `Hola, {{preferredName}}:

Su nombre de usuario es {{username}}. Úselo con la contraseña que ya tiene.

{{schoolName}}`,
    },
  },
  {
    name: 'Hand in your laptop',
    subject: { en: 'Please hand in your laptop', es: 'Por favor, entregue su computadora' },
    body: {
      en: `Hello {{preferredName}},

please bring your laptop and its charger to the help desk before the end of the school year. Your homeroom: {{homeroom}}.

{{schoolName}}`,
      es: `Hola, {{preferredName}}:

Por favor, traiga su computadora y su cargador a la mesa de ayuda antes de que termine el año escolar. Su salón: {{homeroom}}.

{{schoolName}}`,
    },
  },
];
