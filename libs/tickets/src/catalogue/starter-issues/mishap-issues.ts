import type { StarterIssue } from '../starter-issue.js';

export const mishapIssues = {
  lostLaptop: {
    key: 'lost-laptop',
    picture: 'laptop-lost',
    name: { en: 'I can’t find my laptop', es: 'No encuentro mi laptop' },
    selfHelp: {
      en: [
        'Think of the last class where you used it. Ask that teacher.',
        'Check your locker, the bus, the gym and the lunch tables.',
        'Think someone took it? Tell us now. The sooner we know, the better.',
      ],
      es: [
        'Piensa en la última clase donde la usaste. Pregunta ahí.',
        'Busca en tu casillero, el autobús, el gimnasio y las mesas del almuerzo.',
        '¿Crees que alguien se la llevó? Avísanos ya. Mientras más pronto, mejor.',
      ],
    },
    kindly: {
      en: ['Most of them turn up within a day. Let’s retrace your steps together.', 'You did the right thing by telling us early.'],
      es: ['Casi todas aparecen en un día. Vamos a repasar por dónde anduviste.', 'Hiciste lo correcto al avisar pronto.'],
    },
    checklist: {
      en: [
        'Where and when was it last seen? Write both down.',
        'Look on the shelf and in the found list for this tag.',
        'Lend a laptop for today, so that no class is missed.',
        'Escalate to the coach right away; the coach can lock it. Never accuse anyone.',
      ],
      es: [
        '¿Dónde y cuándo se vio por última vez? Anota las dos cosas.',
        'Busca este número en el estante y en la lista de encontradas.',
        'Presta una laptop por hoy, para que no pierda clases.',
        'Pásalo enseguida al coach, que puede bloquearla. Nunca acuses a nadie.',
      ],
    },
    fixes: {
      en: ['It was on the found shelf', 'The student found it', 'A teacher had it', 'Loaner given, the coach is on it'],
      es: ['Estaba con las encontradas', 'Apareció', 'La tenía un maestro', 'Se prestó una, el coach la busca'],
    },
    skill: null,
    priority: 'high',
    audience: 'desk',
    needsDevice: true,
  },
  spill: {
    key: 'spill',
    picture: 'spill',
    name: { en: 'Something spilled on it', es: 'Se le derramó algo' },
    selfHelp: {
      en: [
        'Pull the charger out. Hold the power button until the laptop is off.',
        'Do not turn it on, do not charge it, no hair dryer, no rice.',
        'Wipe the outside, leave it open upside down like a tent, and bring it to us now.',
      ],
      es: [
        'Quita el cargador. Mantén presionado el botón hasta que se apague.',
        'No la prendas ni la cargues. Ni secadora ni arroz.',
        'Sécala por fuera, ponla abierta y boca abajo, como una carpa, y tráela ya.',
      ],
    },
    kindly: {
      en: [
        'Thanks for coming straight here. That’s what saves a laptop.',
        'It happens. Nobody is mad at you. What was it: water, juice, milk?',
        'You did great turning it off.',
      ],
      es: [
        'Gracias por venir directo. Eso es lo que salva una laptop.',
        'Pasa. Nadie se va a enojar contigo. ¿Qué era: agua, jugo, leche?',
        'Hiciste muy bien en apagarla.',
      ],
    },
    checklist: {
      en: [
        'Off? Charger out? If not: unplug at the wall first, with dry hands.',
        'Hot, hissing or smoking: step back, everyone away, get an adult.',
        'Write down what was spilled, how much and when.',
        'Dry the outside, tent it over a towel. Do not test whether it still works.',
        'Give a loaner and escalate for repair.',
      ],
      es: [
        '¿Apagada y sin cargador? Si no: desconecta primero de la pared, con las manos secas.',
        'Si está caliente, hace ruido o echa humo: aléjense todos y llama a un adulto.',
        'Anota qué se derramó, cuánto y cuándo.',
        'Sécala por fuera y ponla como carpa sobre una toalla. No pruebes si todavía sirve.',
        'Presta una laptop y manda esta a reparar.',
      ],
    },
    fixes: {
      en: ['Drying, loaner given', 'Sent to repair, loaner given', 'Only the outside was wet', 'Laptop swapped for another'],
      es: [
        'Se está secando, se dio una prestada',
        'A reparación, se dio una prestada',
        'Solo se mojó por fuera',
        'Se cambió por otra laptop',
      ],
    },
    skill: null,
    priority: 'urgent',
    audience: 'desk',
    needsDevice: true,
  },
} satisfies Record<string, StarterIssue>;
