import type { Language } from '@firstbell/contracts/values';

/** What the test button sends. */
export const testMailText: Readonly<Record<Language, { readonly subject: string; readonly body: string }>> = {
  en: {
    subject: 'Firstbell can send mail',
    body: 'This is the test mail of Firstbell. It arrived, so the sender is set up well: server, port, encryption and sign-in are right.',
  },
  es: {
    subject: 'Firstbell puede enviar correo',
    body: 'Este es el correo de prueba de Firstbell. Ha llegado, así que el remitente está bien configurado: servidor, puerto, cifrado e inicio de sesión son correctos.',
  },
};
