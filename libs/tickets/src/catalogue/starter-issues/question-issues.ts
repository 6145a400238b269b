import type { StarterIssue } from '../starter-issue.js';

/** Not broken, not sure, not for the desk: always an answer for those whom no other picture fits. */
export const questionIssues = {
  howDoI: {
    key: 'how-do-i',
    picture: 'speech-question',
    name: { en: 'How do I…?', es: '¿Cómo se hace…?' },
    selfHelp: {
      en: [
        'Power button: top row, right corner, or the right side edge. Press it once.',
        'In most apps, the ? or the three dots at the top open the help.',
        'Ask the person next to you. Still stuck? No question is too small for us.',
      ],
      es: [
        'Botón de encendido: arriba a la derecha en el teclado, o en el borde derecho. Presiónalo una vez.',
        'En casi todas las apps, el ? o los tres puntos de arriba abren la ayuda.',
        'Pregunta a quien tengas al lado. ¿Sigues con la duda? Ninguna pregunta es muy pequeña.',
      ],
    },
    kindly: {
      en: [
        'Good question. I had to ask that one too.',
        'You keep the keyboard, I’ll point.',
        'Want to do it once more by yourself while I watch?',
      ],
      es: [
        'Buena pregunta. Yo también tuve que hacerla.',
        'Tú maneja el teclado y yo te voy señalando.',
        '¿Quieres hacerlo otra vez sin ayuda mientras te veo?',
      ],
    },
    checklist: {
      en: [
        'Say the question back in your own words: “You’d like to…, right?”',
        'Let the student do every step. Hands off the keyboard.',
        'Use everyday words, one step at a time.',
        'Let the student do it once more alone, and say where the guide is.',
      ],
      es: [
        'Repite la pregunta con tus palabras: “Quieres…, ¿verdad?”',
        'Deja que el estudiante haga cada paso. No toques el teclado.',
        'Usa palabras sencillas, un paso a la vez.',
        'Deja que lo haga otra vez sin ayuda y dile dónde está la guía.',
      ],
    },
    fixes: {
      en: ['Showed how, step by step', 'Found the button together', 'Gave the guide', 'Asked the teacher together'],
      es: ['Se enseñó paso a paso', 'Encontramos juntos el botón', 'Se dio la guía', 'Preguntamos juntos al maestro'],
    },
    skill: null,
    priority: 'normal',
    audience: 'desk',
    needsDevice: false,
  },
  somethingElse: {
    key: 'something-else',
    picture: 'not-sure',
    name: { en: 'Something else, not sure', es: 'Otra cosa o no sé' },
    selfHelp: {
      en: [
        'Restart the laptop and wait until it is all the way up. Many troubles go away.',
        'Is there a message on the screen? Leave it there so that we can read it.',
      ],
      es: [
        'Reinicia la laptop y espera a que prenda por completo. Muchos problemas se quitan así.',
        '¿Hay un mensaje en la pantalla? Déjalo ahí para que podamos leerlo.',
      ],
    },
    kindly: {
      en: [
        'You don’t need the right word for it. Just show me.',
        'What were you trying to do when it happened?',
        'I don’t know yet either. Let’s find out together.',
      ],
      es: [
        'No necesitas saber cómo se llama. Solo enséñame.',
        '¿Qué querías hacer cuando pasó?',
        'Yo tampoco sé todavía. Vamos a averiguarlo juntos.',
      ],
    },
    checklist: {
      en: [
        'Listen to the end before you touch anything.',
        'Let the student show it; write down the exact message.',
        'Restart. Does it come back?',
        'Fits another picture after all? Change the issue, so that it is counted right.',
        'Stuck after ten minutes: ask the assistant beside you, then the coach.',
      ],
      es: [
        'Escucha hasta el final antes de tocar algo.',
        'Deja que el estudiante lo enseñe; anota el mensaje exacto.',
        'Reinicia. ¿Vuelve a pasar?',
        '¿Sí era otro de los dibujos? Cambia el tipo de problema para que se cuente bien.',
        'Si en diez minutos no sale, pregunta a tu compañero y luego al coach.',
      ],
    },
    fixes: {
      en: ['Restarted it', 'Changed a setting', 'Showed how it works', 'It fixed itself', 'The coach took over'],
      es: ['Se reinició', 'Se cambió un ajuste', 'Se enseñó cómo funciona', 'Se arregló sin ayuda', 'Lo tomó el coach'],
    },
    skill: null,
    priority: 'normal',
    audience: 'desk',
    needsDevice: false,
  },
  botheredOnline: {
    key: 'bothered-online',
    picture: 'shield',
    name: { en: 'Someone bothers me online', es: 'Alguien me molesta en línea' },
    selfHelp: {
      en: [
        'You did nothing wrong by asking. Only an adult will see this.',
        'Do not answer, and do not delete anything. It helps the adult to help you.',
        'Are you in danger now? Go to the nearest adult right away.',
      ],
      es: [
        'Hiciste bien en pedir ayuda. Solo un adulto va a ver esto.',
        'No contestes y no borres nada. Así el adulto puede ayudarte mejor.',
        '¿Estás en peligro ahora? Ve enseguida con el adulto más cercano.',
      ],
    },
    kindly: {
      en: [
        'I’m glad you told us. You don’t have to explain it here, in front of others.',
        'Is there an adult at school you’d like to have with you?',
      ],
      es: [
        'Qué bueno que nos dijiste. No tienes que contarlo aquí, frente a otros.',
        '¿Hay algún adulto de la escuela que quieras que te acompañe?',
      ],
    },
    checklist: {
      en: [
        'Go somewhere quiet. Listen, without asking for every detail.',
        'Say what happens next, and who will know. Promise no secrecy.',
        'Keep the messages: date, address, who. Pictures of minors: do not look, copy or forward.',
        'Follow the school’s rule today: counselor, leader, family; the law where it says so.',
        'Ask tomorrow how it is going.',
      ],
      es: [
        'Vayan a un lugar tranquilo. Escucha, sin pedir todos los detalles.',
        'Di qué sigue y quién se va a enterar. No prometas guardar el secreto.',
        'Conserva los mensajes: fecha, dirección, quién. Fotos de menores: no las veas, copies ni reenvíes.',
        'Sigue hoy mismo la regla de la escuela: consejería, dirección, familia; la ley cuando lo pida.',
        'Pregunta mañana cómo va todo.',
      ],
    },
    fixes: {
      en: ['Talked, the counselor took over', 'Blocked and reported together', 'Family informed', 'Passed to the school’s leader'],
      es: ['Se habló y siguió la consejera', 'Se bloqueó y se reportó', 'Se avisó a la familia', 'Se pasó a la dirección'],
    },
    skill: null,
    priority: 'urgent',
    audience: 'coach',
    needsDevice: false,
  },
} satisfies Record<string, StarterIssue>;
