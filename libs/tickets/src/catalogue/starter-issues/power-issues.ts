import type { StarterIssue } from '../starter-issue.js';

export const powerIssues = {
  willNotTurnOn: {
    key: 'will-not-turn-on',
    picture: 'power-off',
    name: { en: 'It won’t turn on', es: 'No prende' },
    selfHelp: {
      en: [
        'Plug it in and wait five minutes. An empty battery looks just like a broken laptop.',
        'Hold the power button for ten seconds, let go, then press it once.',
        'Does it hum or glow, but the screen is black? Press the brightness-up key a few times.',
      ],
      es: [
        'Conéctala y espera cinco minutos. Sin batería parece que está descompuesta.',
        'Mantén presionado el botón de encendido diez segundos, suéltalo y presiónalo una vez.',
        '¿Suena o tiene luz, pero la pantalla está negra? Presiona varias veces la tecla para subir el brillo.',
      ],
    },
    kindly: {
      en: [
        'The power button is easy to miss. Let me show you where it is on this one.',
        'Good that you brought it in. Let’s see if it’s only asleep.',
        'Nine times out of ten it’s just very, very empty.',
      ],
      es: [
        'El botón de encendido casi no se ve. Te enseño dónde está en esta.',
        'Qué bueno que la trajiste. Vamos a ver si solo está dormida.',
        'Casi siempre es que se quedó totalmente sin batería.',
      ],
    },
    checklist: {
      en: [
        'Look and smell first. Wet, hot, swollen or burnt: do not plug it in, get the coach.',
        'Plug in a charger that you know works. Is there a light?',
        'Hold power for ten seconds, wait, press once.',
        'Light but black screen: turn brightness up, then try the desk’s monitor.',
        'Still dark after ten minutes on the charger: loaner, and escalate for repair.',
      ],
      es: [
        'Primero mira y huele. Si está mojada, caliente, inflada o quemada, no la conectes y llama al coach.',
        'Conecta un cargador que sepas que funciona. ¿Hay luz?',
        'Mantén presionado el botón diez segundos, espera y presiona una vez.',
        'Hay luz, pero la pantalla está negra: sube el brillo y luego prueba el monitor de la mesa de ayuda.',
        'Si sigue apagada después de diez minutos conectada, presta otra laptop y manda esta a reparar.',
      ],
    },
    fixes: {
      en: [
        'Battery was empty',
        'Held the power button ten seconds',
        'Brightness was all the way down',
        'Showed where the button is',
        'Sent to repair, loaner given',
      ],
      es: [
        'No tenía batería',
        'Botón presionado por diez segundos',
        'El brillo estaba al mínimo',
        'Le enseñé dónde está el botón',
        'A reparación, se dio una prestada',
      ],
    },
    skill: null,
    priority: 'normal',
    audience: 'desk',
    needsDevice: true,
  },
  willNotCharge: {
    key: 'will-not-charge',
    picture: 'plug',
    name: { en: 'It won’t charge', es: 'No carga' },
    selfHelp: {
      en: [
        'Push the plug in all the way, at the laptop and at the wall. Look for the light.',
        'Try another outlet, then a friend’s charger of the same kind.',
        'Is a plug bent or hot, or does a wire show? Unplug it and bring it to us.',
      ],
      es: [
        'Mete bien el cable, en la laptop y en la pared. Busca la luz.',
        'Prueba otro enchufe y luego el cargador de un amigo, del mismo tipo.',
        '¿Está doblado o caliente, o se ve un alambre? Desconéctalo y tráelo.',
      ],
    },
    kindly: {
      en: [
        'This plug has to click and it’s stubborn. Want to feel it?',
        'Chargers wear out. It’s not something you did.',
        'Let’s try mine, then we know which one is tired: the charger or the laptop.',
      ],
      es: [
        'Este conector hace clic y cuesta un poquito. ¿Quieres sentirlo?',
        'Los cargadores se gastan. No es por algo que hiciste.',
        'Vamos a probar el mío y así sabemos cuál falla: el cargador o la laptop.',
      ],
    },
    checklist: {
      en: [
        'Look at cable and port: bent, loose, burnt, or dirt inside?',
        'Try the desk’s charger. Charges: the charger is at fault. Does not: the port or battery.',
        'Shut down, unplug, wait a minute, plug in again.',
        'Never poke metal into the port.',
        'Charger at fault: swap it and log it. Port or battery: loaner, and escalate for repair.',
      ],
      es: [
        'Mira el cable y el puerto: ¿está doblado, flojo, quemado o sucio?',
        'Prueba el cargador de la mesa de ayuda. Si carga, falla el cargador. Si no, el puerto o la batería.',
        'Apágala, desconéctala, espera un minuto y conéctala otra vez.',
        'Nunca metas nada de metal en el puerto.',
        'Si falla el cargador, cámbialo y anótalo. Si es el puerto o la batería, préstale una y manda esta a reparar.',
      ],
    },
    fixes: {
      en: [
        'Pushed the plug all the way in',
        'Swapped the charger',
        'The outlet was off',
        'Shut down and plugged in again',
        'Sent to repair, loaner given',
      ],
      es: [
        'El cable no estaba bien metido',
        'Se cambió el cargador',
        'El enchufe no tenía corriente',
        'Se apagó y se conectó otra vez',
        'A reparación, se dio una prestada',
      ],
    },
    skill: null,
    priority: 'normal',
    audience: 'desk',
    needsDevice: true,
  },
  batteryRunsOut: {
    key: 'battery-runs-out',
    picture: 'battery-low',
    name: { en: 'The battery runs out fast', es: 'La batería dura muy poco' },
    selfHelp: {
      en: [
        'Turn the brightness down to the middle. The screen eats the most battery.',
        'Close tabs and apps you are not using, games and videos first.',
        'Charge it all night, and shut the lid when you walk to class.',
      ],
      es: [
        'Baja el brillo a la mitad. La pantalla es lo que más gasta.',
        'Cierra las pestañas y apps que no usas, primero juegos y videos.',
        'Cárgala toda la noche y ciérrala cuando caminas a clase.',
      ],
    },
    kindly: {
      en: [
        'A whole school day is a lot for one battery. Let’s see what’s eating it.',
        'Can I show you the two settings that helped mine the most?',
      ],
      es: [
        'Un día entero de clases es mucho para una batería. Vamos a ver qué la gasta.',
        '¿Te enseño los dos ajustes que más le ayudaron a la mía?',
      ],
    },
    checklist: {
      en: [
        'Ask: full in the morning? Empty by which period?',
        'Look at brightness, open tabs, and which app uses the most battery.',
        'Open the battery report and write its health in the ticket.',
        'Case swollen, lid not closing or touchpad bulging: stop, power off, get the coach.',
        'Health under 60% or an error shown: escalate for a new battery.',
      ],
      es: [
        'Pregunta: ¿estaba llena en la mañana? ¿A qué hora se acaba?',
        'Mira el brillo, las pestañas abiertas y qué app gasta más batería.',
        'Abre el informe de la batería y anota su estado en el reporte.',
        'Si está inflada, no cierra o el panel táctil está levantado: detente, apágala y llama al coach.',
        'Si el estado es menor de 60% o hay un error, pide una batería nueva.',
      ],
    },
    fixes: {
      en: [
        'Turned brightness down',
        'Closed what was eating the battery',
        'Was not charged overnight',
        'Updated and restarted',
        'Sent in for a new battery',
      ],
      es: [
        'Se bajó el brillo',
        'Se cerró lo que gastaba batería',
        'No se había cargado en la noche',
        'Se actualizó y se reinició',
        'Se mandó por una batería nueva',
      ],
    },
    skill: null,
    priority: 'low',
    audience: 'desk',
    needsDevice: true,
  },
  lostCharger: {
    key: 'lost-charger',
    picture: 'charger-lost',
    name: { en: 'I lost my charger', es: 'Perdí mi cargador' },
    selfHelp: {
      en: [
        'Look in your bag, your locker and the last room where you charged.',
        'Look at the name or number on the ones lying around. Chargers get swapped.',
        'Ask at the lost and found. We can charge your laptop meanwhile.',
      ],
      es: [
        'Busca en tu mochila, en tu casillero y en el último salón donde cargaste.',
        'Mira el nombre o número de los que veas por ahí. Es fácil confundirlos.',
        'Pregunta en objetos perdidos. Mientras, aquí podemos cargar tu laptop.',
      ],
    },
    kindly: {
      en: [
        'They all look the same, so they wander off. Let’s see if yours turned up.',
        'Thanks for telling us right away. Let’s get you through today first.',
      ],
      es: [
        'Todos se parecen y por eso se pierden. Vamos a ver si apareció el tuyo.',
        'Gracias por avisar enseguida. Primero vamos a resolver el día de hoy.',
      ],
    },
    checklist: {
      en: [
        'Check the found box for the student’s name or tag.',
        'Which charger does this laptop need? Compare the plug.',
        'Put the laptop on a desk charger or lend one until the last bell.',
        'Not found after two days: hand over to the coach. Costs are the coach’s talk, never ours.',
      ],
      es: [
        'Busca en la caja de objetos encontrados el nombre o número del estudiante.',
        '¿Qué cargador usa esta laptop? Compara el conector.',
        'Pon la laptop a cargar aquí o presta un cargador hasta el último timbre.',
        'Si en dos días no aparece, pásalo al coach. De costos habla el coach, nunca nosotros.',
      ],
    },
    fixes: {
      en: ['It was in the found box', 'The student found it', 'Lent one for today', 'Charged it here', 'The coach gave a new one'],
      es: ['Estaba en la caja de encontrados', 'Apareció', 'Se prestó uno por hoy', 'Se cargó aquí', 'El coach dio uno nuevo'],
    },
    skill: null,
    priority: 'low',
    audience: 'desk',
    needsDevice: true,
  },
} satisfies Record<string, StarterIssue>;
