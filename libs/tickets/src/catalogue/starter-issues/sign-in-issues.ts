import type { StarterIssue } from '../starter-issue.js';

export const signInIssues = {
  forgotPassword: {
    key: 'forgot-password',
    picture: 'key-question',
    name: { en: 'I forgot my password', es: 'Olvidé mi contraseña' },
    selfHelp: {
      en: [
        'Look for a Caps Lock light and turn it off. Then type your password again, slowly.',
        'Choose “Forgot password?” on the sign-in page, if you see it.',
        'Never tell anyone your password. Not a friend, and not us.',
      ],
      es: [
        'Mira si está prendida la luz de Caps Lock (mayúsculas) y apágala. Escribe tu contraseña otra vez, despacio.',
        'Elige “¿Olvidaste tu contraseña?” en la pantalla para entrar, si aparece.',
        'Nunca le digas tu contraseña a nadie. Ni a un amigo ni a nosotros.',
      ],
    },
    kindly: {
      en: [
        'This is the one we fix most often. It happens to everybody.',
        'I’ll look the other way while you type it.',
        'Would you like a trick for making one you’ll remember?',
      ],
      es: [
        'Es lo que más arreglamos aquí. Le pasa a todo el mundo.',
        'Voy a mirar para otro lado mientras la escribes.',
        '¿Quieres un truco para inventar una que puedas recordar?',
      ],
    },
    checklist: {
      en: [
        'Compare the name on the badge with the account on the screen.',
        'Check Caps Lock, Num Lock and the keyboard language.',
        'Open the school’s reset page together. If there is none, ask the coach to reset it.',
        'Look away while the student types the new password. Never write one down.',
        'Let the student sign out and in again alone, so they know it works.',
      ],
      es: [
        'Compara el nombre de la credencial con la cuenta que está en la pantalla.',
        'Revisa Caps Lock, Num Lock y el idioma del teclado.',
        'Abran juntos la página de la escuela para cambiar la contraseña. Si no hay, pide al coach que la cambie.',
        'Mira para otro lado mientras el estudiante escribe la nueva. Nunca anotes una contraseña.',
        'Deja que el estudiante salga y vuelva a entrar sin ayuda, para saber que funciona.',
      ],
    },
    fixes: {
      en: ['Made a new password', 'The coach reset it', 'Caps Lock was on', 'Keyboard was in another language', 'Remembered it after all'],
      es: [
        'Creó una contraseña nueva',
        'El coach la cambió',
        'Caps Lock estaba prendido',
        'El teclado estaba en otro idioma',
        'La recordó',
      ],
    },
    skill: null,
    priority: 'normal',
    audience: 'desk',
    needsDevice: false,
  },
  cannotSignIn: {
    key: 'cannot-sign-in',
    picture: 'padlock',
    name: { en: 'I can’t sign in', es: 'No puedo entrar a mi cuenta' },
    selfHelp: {
      en: [
        'Type your whole school address, with the part after the @.',
        'Look at the Wi-Fi sign. Without Wi-Fi, signing in does not work.',
        'Restart the laptop, wait for the sign-in page, and try one more time.',
      ],
      es: [
        'Escribe tu correo de la escuela completo, con la parte que va después de la @.',
        'Mira la señal de Wi-Fi. Sin Wi-Fi no se puede entrar.',
        'Reinicia la laptop, espera la pantalla para entrar e inténtalo una vez más.',
      ],
    },
    kindly: {
      en: [
        'You’re typing it right. Let’s find out what the computer is waiting for.',
        'Thanks for stopping after a few tries. That keeps the account from locking.',
        'New accounts can take a while to wake up. It isn’t anything you did.',
      ],
      es: [
        'Lo estás escribiendo bien. Vamos a ver qué le falta a la computadora.',
        'Gracias por parar después de unos intentos. Así la cuenta no se bloquea.',
        'Las cuentas nuevas a veces tardan en activarse. No hiciste nada mal.',
      ],
    },
    checklist: {
      en: [
        'Read the message on the screen word for word and write it in the ticket.',
        'Check the address letter by letter: spelling, dots, the part after the @.',
        'Check the Wi-Fi, and that date and time are right.',
        'Try on another laptop. If that works, it is the laptop; if not, the account.',
        'Account locked, missing or misspelled: escalate to the coach with the exact message.',
      ],
      es: [
        'Lee el mensaje de la pantalla palabra por palabra y escríbelo en el reporte.',
        'Revisa el correo letra por letra: ortografía, puntos, la parte después de la @.',
        'Revisa el Wi-Fi y que la fecha y la hora estén bien.',
        'Prueba en otra laptop. Si funciona, el problema es la laptop; si no, es la cuenta.',
        'Cuenta bloqueada, sin crear o mal escrita: pásala al coach con el mensaje exacto.',
      ],
    },
    fixes: {
      en: ['Address was misspelled', 'Account was locked, now open', 'Account was missing, now made', 'Wi-Fi was off', 'Restarted it'],
      es: [
        'El correo estaba mal escrito',
        'La cuenta se desbloqueó',
        'Faltaba la cuenta y se creó',
        'El Wi-Fi estaba apagado',
        'Se reinició',
      ],
    },
    skill: 'accounts',
    priority: 'normal',
    audience: 'desk',
    needsDevice: false,
  },
} satisfies Record<string, StarterIssue>;
