import type { StarterIssue } from '../starter-issue.js';

/** Keyboard and touchpad: what the hands are on. */
export const handsIssues = {
  keysDoNotWork: {
    key: 'keys-do-not-work',
    picture: 'keyboard',
    name: { en: 'Some keys don’t work', es: 'Algunas teclas no sirven' },
    selfHelp: {
      en: [
        'Turn the laptop off, hold it upside down, and shake it gently. Crumbs fall out.',
        'Wrong letters or numbers? Press Num Lock and Caps Lock once each.',
        'Restart. Leave a loose key where it is: pulling it off breaks the clip.',
      ],
      es: [
        'Apaga la laptop, ponla boca abajo y sacúdela con suavidad. Así salen las migajas.',
        '¿Salen letras o números que no son? Presiona Num Lock y Caps Lock una vez cada uno.',
        'Reinicia. No arranques una tecla floja: se rompe el seguro.',
      ],
    },
    kindly: {
      en: [
        'Crumbs get into every keyboard, mine too.',
        'Let’s see if it’s the key or a setting. It’s often just a setting.',
        'Which key do you miss the most? We’ll start there.',
      ],
      es: [
        'A todos los teclados les caen migajas, al mío también.',
        'Vamos a ver si es la tecla o un ajuste. Muchas veces es solo un ajuste.',
        '¿Cuál tecla te hace más falta? Empezamos por esa.',
      ],
    },
    checklist: {
      en: [
        'Type every key once in a keyboard test page. Write down which ones fail.',
        'Wrong letters: check keyboard language, Num Lock, sticky keys.',
        'Restart, then try a USB keyboard. If that works, the laptop’s own keyboard is at fault.',
        'Sticky after a drink: treat it as a spill, power off now.',
        'Key broken or missing: save the cap and the clip in a bag with the tag, and escalate.',
      ],
      es: [
        'Prueba cada tecla en una página de prueba. Anota cuáles fallan.',
        'Si salen otras letras: revisa el idioma del teclado, Num Lock y las teclas especiales.',
        'Reinicia y prueba un teclado USB. Si ese sirve, falla el teclado de la laptop.',
        'Si está pegajosa por una bebida, es un derrame: apágala ya.',
        'Tecla rota o perdida: guarda las piezas en una bolsa con la etiqueta y pásala al coach.',
      ],
    },
    fixes: {
      en: ['Cleaned it', 'Num Lock or Caps Lock was on', 'Keyboard was in another language', 'Restarted it', 'Sent to repair'],
      es: ['Se limpió', 'Num Lock o Caps Lock estaba prendido', 'El teclado estaba en otro idioma', 'Se reinició', 'Se mandó a reparar'],
    },
    skill: null,
    priority: 'normal',
    audience: 'desk',
    needsDevice: true,
  },
  touchpadDoesNotMove: {
    key: 'touchpad-does-not-move',
    picture: 'touchpad',
    name: { en: 'The mouse doesn’t move', es: 'El cursor no se mueve' },
    selfHelp: {
      en: [
        'Dry your hands and wipe the touchpad with your sleeve.',
        'Unplug any mouse. Then press the touchpad key at the top, if there is one.',
        'Restart with the power button: hold it for ten seconds, then press it once.',
      ],
      es: [
        'Sécate las manos y limpia el panel táctil con la manga.',
        'Desconecta el mouse, si hay uno. Luego presiona la tecla del panel táctil, si la tiene.',
        'Reinicia con el botón: mantenlo presionado diez segundos y luego presiónalo una vez.',
      ],
    },
    kindly: {
      en: [
        'One of these keys switches the touchpad off, and it’s right where fingers land.',
        'Let’s bring the arrow back, and I’ll show you how it got lost.',
      ],
      es: [
        'Una de estas teclas apaga el panel táctil, y está justo donde caen los dedos.',
        'Vamos a recuperar la flechita y te enseño cómo se perdió.',
      ],
    },
    checklist: {
      en: [
        'Is anything frozen too? Press Caps Lock: no light change means the whole laptop hangs.',
        'Touchpad key, then touchpad setting: is it switched on?',
        'Plug in a mouse. If the arrow moves, the touchpad is at fault, not the laptop.',
        'Restart and test with two fingers and a click.',
        'Touchpad bulging: the battery may be swollen. Power off, do not charge, get the coach.',
      ],
      es: [
        '¿Se trabó todo? Presiona Caps Lock: si la luz no cambia, se trabó la laptop entera.',
        'Tecla del panel táctil y luego el ajuste: ¿está activado?',
        'Conecta un mouse. Si la flecha se mueve, falla el panel táctil y no la laptop.',
        'Reinicia y prueba con dos dedos y un clic.',
        'Panel táctil levantado: la batería puede estar inflada. Apágala, no la cargues, llama al coach.',
      ],
    },
    fixes: {
      en: ['Touchpad was switched off', 'Cleaned it', 'Restarted it', 'Unplugged another mouse', 'Sent to repair, mouse lent'],
      es: ['El panel táctil estaba apagado', 'Se limpió', 'Se reinició', 'Se desconectó otro mouse', 'A reparación, se prestó un mouse'],
    },
    skill: null,
    priority: 'normal',
    audience: 'desk',
    needsDevice: true,
  },
} satisfies Record<string, StarterIssue>;
