import type { StarterIssue } from '../starter-issue.js';

export const networkIssues = {
  wifiWillNotConnect: {
    key: 'wifi-will-not-connect',
    picture: 'wifi-off',
    name: { en: 'Wi-Fi won’t connect', es: 'El Wi-Fi no se conecta' },
    selfHelp: {
      en: [
        'Make sure airplane mode is off. Look for a small plane near the clock.',
        'Turn Wi-Fi off, count to ten, turn it on again, and choose the school’s network.',
        'Restart the laptop. That fixes it most of the time.',
      ],
      es: [
        'Revisa que el modo avión esté apagado. Busca un avioncito cerca del reloj.',
        'Apaga el Wi-Fi, cuenta hasta diez, préndelo otra vez y elige la red de la escuela.',
        'Reinicia la laptop. Casi siempre se arregla así.',
      ],
    },
    kindly: {
      en: [
        'That switch is easy to miss. Let me show you where it hides.',
        'You already tried the right things. Let’s look one step deeper together.',
        'Wi-Fi gets crowded right after the bell. It may not be your laptop at all.',
      ],
      es: [
        'Ese botón casi no se ve. Te enseño dónde se esconde.',
        'Ya hiciste lo correcto. Vamos a buscar un poco más a fondo.',
        'El Wi-Fi se llena justo después del timbre. A lo mejor ni es tu laptop.',
      ],
    },
    checklist: {
      en: [
        'Ask where it happens: one room or everywhere? Same for others there?',
        'Airplane mode off, Wi-Fi on, school network chosen (not the guest network).',
        'Forget the network, then join it again.',
        'Check that date and time are right; a wrong clock blocks the connection.',
        'Restart, then open one website to be sure.',
        'Several from the same room: tell the coach, it may be a known problem.',
      ],
      es: [
        'Pregunta dónde pasa: ¿en un salón o en todos lados? ¿Le pasa a otros ahí?',
        'Modo avión apagado, Wi-Fi prendido, red de la escuela elegida (no la de invitados).',
        'Olvida la red y conéctate otra vez.',
        'Revisa que la fecha y la hora estén bien; un reloj mal puesto impide la conexión.',
        'Reinicia y abre una página para estar seguros.',
        'Si son varios del mismo salón, avisa al coach: puede ser un problema conocido.',
      ],
    },
    fixes: {
      en: [
        'Airplane mode was on',
        'Chose the school’s network',
        'Forgot the network and rejoined',
        'Date and time were wrong',
        'Restarted it',
      ],
      es: [
        'Estaba en modo avión',
        'Se eligió la red de la escuela',
        'Se olvidó la red y se reconectó',
        'La fecha y la hora estaban mal',
        'Se reinició',
      ],
    },
    skill: null,
    priority: 'normal',
    audience: 'desk',
    needsDevice: true,
  },
  websiteBlocked: {
    key: 'website-blocked',
    picture: 'globe-blocked',
    name: { en: 'A website is blocked', es: 'Una página está bloqueada' },
    selfHelp: {
      en: [
        'Check the address for a typing mistake.',
        'Make sure you are signed in with your school account, not your own.',
        'Need it for class? Copy the address and tell us which class it is for.',
      ],
      es: [
        'Revisa que la dirección esté bien escrita.',
        'Asegúrate de usar tu cuenta de la escuela y no la personal.',
        '¿La necesitas para una clase? Copia la dirección y dinos para cuál clase es.',
      ],
    },
    kindly: {
      en: [
        'Asking is exactly right. Pages for class get blocked by mistake all the time.',
        'You’re not in trouble. I only need the address and the class.',
      ],
      es: [
        'Hiciste bien en preguntar. A veces se bloquean por error páginas de clase.',
        'No estás en problemas. Solo necesito la dirección y la clase.',
      ],
    },
    checklist: {
      en: [
        'Write down the exact address, the class and the teacher.',
        'Check that the student is signed in with the school account.',
        'Try the page on your own laptop: blocked for everyone, or only here?',
        'Needed for class: escalate to the coach. Never show a way around the filter.',
      ],
      es: [
        'Anota la dirección exacta, la clase y el maestro o la maestra.',
        'Revisa que el estudiante use la cuenta de la escuela.',
        'Prueba la página en tu laptop: ¿está bloqueada para todos o solo aquí?',
        'Si es para una clase, pásala al coach. Nunca enseñes cómo saltarse el filtro.',
      ],
    },
    fixes: {
      en: [
        'Signed in with the school account',
        'Address was misspelled',
        'The page was unblocked',
        'Found another page that works',
        'It stays blocked, and I said why',
      ],
      es: [
        'Entró con la cuenta de la escuela',
        'La dirección estaba mal escrita',
        'Se desbloqueó la página',
        'Encontramos otra página que sirve',
        'Sigue bloqueada y expliqué por qué',
      ],
    },
    skill: 'network',
    priority: 'low',
    audience: 'desk',
    needsDevice: false,
  },
} satisfies Record<string, StarterIssue>;
