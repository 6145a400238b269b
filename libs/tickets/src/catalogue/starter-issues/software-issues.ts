import type { StarterIssue } from '../starter-issue.js';

export const softwareIssues = {
  slowOrFrozen: {
    key: 'slow-or-frozen',
    picture: 'hourglass',
    name: { en: 'It’s slow or frozen', es: 'Está lenta o se trabó' },
    selfHelp: {
      en: [
        'Updating? Leave it alone for fifteen minutes, plugged in. Do not turn it off.',
        'Close the tabs and apps you do not need.',
        'Nothing moves? Hold the power button for ten seconds, wait, turn it on again.',
      ],
      es: [
        '¿Se está actualizando? Déjala quince minutos, conectada. No la apagues.',
        'Cierra las pestañas y apps que no necesitas.',
        '¿No se mueve nada? Mantén presionado el botón diez segundos, espera y préndela otra vez.',
      ],
    },
    kindly: {
      en: [
        'Waiting for a frozen laptop is the worst. Let’s get you going.',
        'It’s doing a lot at once. Which of these can we close?',
        'A restart sounds too simple, but it really does clear most of this.',
      ],
      es: [
        'Esperar a una laptop trabada es horrible. Vamos a resolverlo.',
        'Está haciendo muchas cosas a la vez. ¿Cuáles podemos cerrar?',
        'Reiniciar suena demasiado fácil, pero casi siempre ayuda.',
      ],
    },
    checklist: {
      en: [
        'Is an update running? Plug it in and let it finish. More than 30 minutes: escalate.',
        'Save open work first, if anything still reacts.',
        'Restart properly; closing the lid is not a restart.',
        'Look at free space and the app that uses the most memory.',
        'Slow again the same day: note it and escalate.',
      ],
      es: [
        '¿Hay una actualización? Conéctala y deja que termine. Si pasan 30 minutos, pásala al coach.',
        'Primero guarda el trabajo abierto, si algo todavía responde.',
        'Reinicia de verdad; cerrar la tapa no es reiniciar.',
        'Mira el espacio libre y qué app usa más memoria.',
        'Si vuelve a estar lenta el mismo día, anótalo y pásala al coach.',
      ],
    },
    fixes: {
      en: ['Restarted it', 'Closed tabs and apps', 'Let the update finish', 'Made room on the disk', 'Reset the laptop'],
      es: [
        'Se reinició',
        'Se cerraron pestañas y apps',
        'Se dejó terminar la actualización',
        'Se liberó espacio',
        'Se restableció la laptop',
      ],
    },
    skill: null,
    priority: 'normal',
    audience: 'desk',
    needsDevice: true,
  },
  appMissing: {
    key: 'app-missing',
    picture: 'app-missing',
    name: { en: 'An app is missing', es: 'Me falta una app' },
    selfHelp: {
      en: [
        'Search for its name: press the search or Windows key and type.',
        'Look in the school’s app store or portal, and install it from there.',
        'Restart. New apps often show up after that.',
      ],
      es: [
        'Busca el nombre: presiona la tecla de buscar o la de Windows y escribe.',
        'Mira en la tienda o el portal de la escuela e instálala desde ahí.',
        'Reinicia. Las apps nuevas suelen aparecer después.',
      ],
    },
    kindly: {
      en: ['There are so many apps, it’s easy to lose one. Let’s search together.', 'Your class may have got it only today. I’ll check.'],
      es: [
        'Son tantas apps que es fácil perder una. Vamos a buscarla juntos.',
        'A lo mejor a tu clase se la dieron apenas hoy. Voy a revisar.',
      ],
    },
    checklist: {
      en: [
        'Ask for the app’s exact name, the class and the teacher.',
        'Search for it together; pin it where the student can find it.',
        'Install it from the school’s store. Nowhere else.',
        'Not in the store, or it asks for an administrator: escalate with the class name.',
      ],
      es: [
        'Pregunta el nombre exacto de la app, la clase y el maestro o la maestra.',
        'Búsquenla juntos y déjala fija donde el estudiante la encuentre.',
        'Instálala desde la tienda de la escuela. De ningún otro lado.',
        'Si no está en la tienda o pide un administrador, pásala al coach con el nombre de la clase.',
      ],
    },
    fixes: {
      en: [
        'Found it by searching',
        'Installed it from the school’s store',
        'Restarted it',
        'Used the website instead',
        'The coach added it',
      ],
      es: ['Se encontró buscando', 'Se instaló de la tienda escolar', 'Se reinició', 'Se usó la página web', 'El coach la agregó'],
    },
    skill: 'software',
    priority: 'low',
    audience: 'desk',
    needsDevice: true,
  },
  lostWork: {
    key: 'lost-work',
    picture: 'folder-search',
    name: { en: 'I can’t find my work', es: 'No encuentro mi trabajo' },
    selfHelp: {
      en: [
        'Open the app you wrote it in and look under “Recent”.',
        'Search for one word from the file. Check the trash, too.',
        'Check that you are signed in with your school account.',
      ],
      es: [
        'Abre la app donde lo escribiste y mira en “Reciente”.',
        'Busca una palabra del archivo. Mira también en la papelera.',
        'Revisa que estés en tu cuenta de la escuela.',
      ],
    },
    kindly: {
      en: [
        'Don’t give up yet. Work is usually somewhere, just not where we look first.',
        'Tell me what it was about, and when you last saw it.',
        'I’ll look only for this file, nothing else of yours.',
      ],
      es: [
        'No te rindas todavía. El trabajo casi siempre está, solo que en otro lado.',
        'Cuéntame de qué era y cuándo lo viste por última vez.',
        'Voy a buscar solo este archivo, nada más de lo tuyo.',
      ],
    },
    checklist: {
      en: [
        'Stop: do not restart or reset the laptop before you have looked.',
        'Ask which app, which day, which laptop, and whether it is due today.',
        'Look in Recent, Downloads, Trash, shared files and the version history.',
        'Check for a second account in the same browser.',
        'Not found: escalate. The coach can sometimes restore it, and can tell the teacher.',
      ],
      es: [
        'Alto: no reinicies ni restablezcas la laptop antes de buscar.',
        'Pregunta en qué app, qué día, en qué laptop y si se entrega hoy.',
        'Mira en Reciente, Descargas, Papelera, compartidos y el historial de versiones.',
        'Revisa si hay otra cuenta en el mismo navegador.',
        'Si no aparece, pásalo al coach. A veces puede recuperarlo y avisar al maestro.',
      ],
    },
    fixes: {
      en: ['It was in Recent', 'It was in the trash', 'It was in another account', 'It was in Downloads', 'Restored an older version'],
      es: [
        'Estaba en Reciente',
        'Estaba en la papelera',
        'Estaba en otra cuenta',
        'Estaba en Descargas',
        'Se recuperó una versión anterior',
      ],
    },
    skill: null,
    priority: 'normal',
    audience: 'desk',
    needsDevice: false,
  },
  printing: {
    key: 'printing',
    picture: 'printer',
    name: { en: 'It won’t print', es: 'No imprime' },
    selfHelp: {
      en: [
        'Check the printer’s name. Is it the one in the room you are in?',
        'Look at the printer: is it on, with paper and no red light?',
        'Print once more, just one page. Pressing it ten times makes ten copies later.',
      ],
      es: [
        'Revisa el nombre de la impresora. ¿Es la del lugar donde estás?',
        'Mira la impresora: ¿está prendida, con papel y sin luz roja?',
        'Imprime otra vez, solo una hoja. Si presionas diez veces, luego salen diez copias.',
      ],
    },
    kindly: {
      en: [
        'Printers are grumpy with everyone. Let’s find out what this one wants.',
        'Is it due this period? Then let’s get it on paper first and fix it after.',
      ],
      es: [
        'Las impresoras son así con todos. Vamos a ver qué quiere esta.',
        '¿Es para esta clase? Entonces primero lo imprimimos y luego lo arreglamos.',
      ],
    },
    checklist: {
      en: [
        'Due now? Print it from the desk first, then look for the cause.',
        'Right printer chosen, school Wi-Fi on, signed in with the school account.',
        'Clear the stuck jobs and print one page.',
        'Paper, jam, toner: what you may do yourself, and what staff does.',
        'Nobody can print there: tell the coach, it may be a known problem.',
      ],
      es: [
        '¿Lo necesita ya? Imprímelo primero aquí y luego busca la causa.',
        'Impresora correcta, Wi-Fi de la escuela, cuenta de la escuela.',
        'Borra los trabajos detenidos e imprime una hoja.',
        'Papel, atasco, tóner: haz lo que te toca y deja lo demás al personal.',
        'Si nadie puede imprimir ahí, avisa al coach: puede ser un problema conocido.',
      ],
    },
    fixes: {
      en: ['Chose the right printer', 'Cleared the stuck jobs', 'Paper or jam', 'Printed it here', 'Restarted it'],
      es: ['Se eligió la impresora correcta', 'Se borraron los trabajos detenidos', 'Papel o atasco', 'Se imprimió aquí', 'Se reinició'],
    },
    skill: null,
    priority: 'normal',
    audience: 'desk',
    needsDevice: false,
  },
} satisfies Record<string, StarterIssue>;
