import type { StarterIssue } from '../starter-issue.js';

export const screenIssues = {
  crackedScreen: {
    key: 'cracked-screen',
    picture: 'screen-cracked',
    name: { en: 'The screen is cracked', es: 'La pantalla está rota' },
    selfHelp: {
      en: [
        'Do not touch or press the crack. Glass can cut you.',
        'Close the lid gently and carry the laptop flat.',
        'Bring it to us. Sticky tape makes the repair harder.',
      ],
      es: [
        'No toques ni aprietes la parte rota. El vidrio corta.',
        'Cierra la tapa con cuidado y lleva la laptop acostada.',
        'Tráenosla. La cinta adhesiva hace más difícil la reparación.',
      ],
    },
    kindly: {
      en: [
        'Are your hands okay? Good. The laptop we can fix.',
        'Thank you for bringing it in. Screens break at every school, every week.',
        'I don’t need to know whose fault it was. Just what happened, so we can repair it.',
      ],
      es: [
        '¿Tus manos están bien? Qué bueno. La laptop se arregla.',
        'Gracias por traerla. En todas las escuelas se rompen pantallas cada semana.',
        'No importa de quién fue la culpa. Solo cuéntame qué pasó, para repararla.',
      ],
    },
    checklist: {
      en: [
        'Ask first whether anyone is cut. Cut: nurse first, laptop second.',
        'Loose glass: no bare fingers. Put it in the tray, lid closed.',
        'Write down what is broken: glass only, picture too, lid or hinge. Add a photo.',
        'Ask how it happened, without blaming, and write it in their words.',
        'Lend a laptop, sign the student in, and escalate for repair. Fees are the coach’s talk.',
      ],
      es: [
        'Primero pregunta si alguien se cortó. Si sí: primero enfermería, luego la laptop.',
        'Vidrio suelto: no lo toques. Ponla en la charola, con la tapa cerrada.',
        'Anota qué se rompió: solo el vidrio, también la imagen, la tapa o la bisagra. Toma una foto.',
        'Pregunta cómo pasó, sin culpar, y escríbelo con sus palabras.',
        'Presta una laptop, ayuda a iniciar sesión y manda la rota a reparar. De pagos habla el coach.',
      ],
    },
    fixes: {
      en: ['Sent to repair, loaner given', 'Screen replaced here', 'Laptop swapped for another', 'Only the screen protector was broken'],
      es: ['A reparación, se dio una prestada', 'Se cambió la pantalla aquí', 'Se cambió por otra laptop', 'Solo se rompió el protector'],
    },
    skill: 'hardware',
    priority: 'high',
    audience: 'desk',
    needsDevice: true,
  },
  screenTurned: {
    key: 'screen-turned',
    picture: 'screen-turned',
    name: { en: 'The screen is sideways', es: 'La pantalla está volteada' },
    selfHelp: {
      en: [
        'Chromebook: press Ctrl + Shift and the round-arrow key. Do it until it is right.',
        'Windows: right-click the desktop, open Display settings, set Orientation to Landscape.',
        'Restart the laptop if it is still turned.',
      ],
      es: [
        'Chromebook: presiona Ctrl + Shift y la tecla de la flecha redonda, hasta que quede bien.',
        'Windows: clic derecho en el escritorio, Configuración de pantalla, Orientación: Horizontal.',
        'Si sigue volteada, reinicia la laptop.',
      ],
    },
    kindly: {
      en: [
        'There’s a secret shortcut, and fingers find it by accident. I’ll show you the way back.',
        'Now you know a trick most people here don’t.',
      ],
      es: [
        'Hay un atajo secreto y los dedos lo encuentran sin querer. Te enseño cómo regresar.',
        'Ahora sabes un truco que casi nadie conoce aquí.',
      ],
    },
    checklist: {
      en: [
        'Let the student press the keys, you say which ones.',
        'Chromebook: Ctrl + Shift + Refresh. Windows: Settings, System, Display, Orientation, Landscape.',
        'Folding laptop: turn the rotation lock on.',
        'Still turned after a restart: the sensor may be broken, escalate for repair.',
      ],
      es: [
        'Deja que el estudiante presione las teclas; tú dile cuáles.',
        'Chromebook: Ctrl + Shift + Actualizar. Windows: Configuración, Sistema, Pantalla, Orientación, Horizontal.',
        'Si la laptop se dobla: activa el bloqueo de giro.',
        'Si sigue volteada después de reiniciar, puede ser el sensor: mándala a reparar.',
      ],
    },
    fixes: {
      en: ['Pressed the shortcut', 'Changed it in the settings', 'Turned the rotation lock on', 'Restarted it', 'Sent to repair'],
      es: ['Se usó el atajo', 'Se cambió en la configuración', 'Se activó el bloqueo de giro', 'Se reinició', 'Se mandó a reparar'],
    },
    skill: null,
    priority: 'normal',
    audience: 'desk',
    needsDevice: true,
  },
  projector: {
    key: 'projector-will-not-show',
    picture: 'projector',
    name: { en: 'I can’t show my screen', es: 'No puedo proyectar' },
    selfHelp: {
      en: [
        'Push the cable in at both ends, or choose the room’s name under “Cast”.',
        'Windows: press the Windows key + P and choose “Duplicate”.',
        'Check that projector and laptop are on, and the right input is chosen.',
      ],
      es: [
        'Mete bien el cable en los dos lados, o elige el nombre del salón en “Transmitir”.',
        'Windows: presiona la tecla de Windows + P y elige “Duplicar”.',
        'Revisa que el proyector y la laptop estén prendidos y que la entrada sea la correcta.',
      ],
    },
    kindly: {
      en: [
        'Standing in front of the class and nothing shows: I know that feeling. Let’s go.',
        'Every room has its own trick. Here is the one for yours.',
      ],
      es: ['Estar frente al grupo y que no se vea nada: conozco esa sensación. Vamos.', 'Cada salón tiene su truco. Este es el del tuyo.'],
    },
    checklist: {
      en: [
        'Ask for the room. Is a class waiting right now? Then go there with a cable and an adapter.',
        'Projector on, right input, cable tight at both ends.',
        'Try another cable, then another laptop, to see which part is at fault.',
        'Casting: same Wi-Fi on both, right name, screen mirroring allowed.',
        'Projector at fault: tell the coach the room and what you tried.',
      ],
      es: [
        'Pregunta qué salón es. ¿Hay un grupo esperando? Ve con un cable y un adaptador.',
        'Proyector prendido, entrada correcta, cable bien metido en los dos lados.',
        'Prueba otro cable y luego otra laptop, para saber qué parte falla.',
        'Si es sin cable: el mismo Wi-Fi en los dos, el nombre correcto, permiso para compartir.',
        'Si falla el proyector, dile al coach qué salón es y qué probaste.',
      ],
    },
    fixes: {
      en: ['Cable was loose', 'Wrong input', 'Switched to “Duplicate”', 'Cast to the right name', 'Swapped the cable or adapter'],
      es: [
        'El cable estaba flojo',
        'La entrada no era la correcta',
        'Se cambió a “Duplicar”',
        'Se eligió el nombre correcto',
        'Se cambió el cable o el adaptador',
      ],
    },
    skill: null,
    priority: 'high',
    audience: 'desk',
    needsDevice: false,
  },
} satisfies Record<string, StarterIssue>;
