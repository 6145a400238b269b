import type { StarterIssue } from '../starter-issue.js';

export const soundAndCameraIssues = {
  noSound: {
    key: 'no-sound',
    picture: 'speaker-off',
    name: { en: 'There’s no sound', es: 'No se oye nada' },
    selfHelp: {
      en: [
        'Press the volume-up key a few times. Then look for a crossed-out speaker and tap it.',
        'Pull your headphones out and push them in again until they click.',
        'Look at the browser tab: a muted tab shows a crossed-out speaker.',
      ],
      es: [
        'Presiona varias veces la tecla para subir el volumen. Si ves una bocina tachada, tócala.',
        'Saca tus audífonos y mételos otra vez hasta que hagan clic.',
        'Mira la pestaña del navegador: si está en silencio, tiene una bocina tachada.',
      ],
    },
    kindly: {
      en: [
        'Sound can be off in three places. Let’s check them one by one.',
        'You had the right idea. It was the second switch that was hiding.',
      ],
      es: [
        'El sonido se puede apagar en tres lugares. Vamos a revisarlos uno por uno.',
        'Ibas bien. Era el segundo botón el que se escondía.',
      ],
    },
    checklist: {
      en: [
        'Volume up and not muted: on the laptop, in the tab, in the video.',
        'Choose the right output: speakers, headphones or Bluetooth.',
        'Test with the desk’s headphones. Sound there: their headphones or the speakers.',
        'Restart and play a short video.',
      ],
      es: [
        'Volumen arriba y sin silencio: en la laptop, en la pestaña y en el video.',
        'Elige la salida correcta: bocinas, audífonos o Bluetooth.',
        'Prueba con los audífonos de la mesa de ayuda. Si se oye, fallan los suyos o las bocinas.',
        'Reinicia y pon un video corto.',
      ],
    },
    fixes: {
      en: ['It was muted', 'Chose the right output', 'Tab or video was muted', 'Headphones were broken', 'Restarted it'],
      es: [
        'Estaba en silencio',
        'Se eligió la salida correcta',
        'La pestaña o el video en silencio',
        'Los audífonos no servían',
        'Se reinició',
      ],
    },
    skill: null,
    priority: 'normal',
    audience: 'desk',
    needsDevice: true,
  },
  cameraOrMicrophone: {
    key: 'camera-or-microphone',
    picture: 'camera-microphone',
    name: { en: 'Camera or mic doesn’t work', es: 'Falla cámara o micrófono' },
    selfHelp: {
      en: [
        'Is a little cover in front of the camera? Slide it open.',
        'Only one app can use the camera. Close the other calls and camera apps.',
        'Did the page ask to use camera or mic? Click the lock by the address and allow it.',
      ],
      es: [
        '¿Hay una tapita frente a la cámara? Deslízala para abrirla.',
        'Solo una app puede usar la cámara. Cierra las otras llamadas y apps de cámara.',
        '¿La página pidió usarla? Haz clic en el candado junto a la dirección y da permiso.',
      ],
    },
    kindly: {
      en: [
        'That tiny cover fools everyone. Feel it with your nail?',
        'The page asks once, and it’s easy to click “Block”. Let’s ask it again.',
      ],
      es: [
        'Esa tapita engaña a todos. ¿La sientes con la uña?',
        'La página pregunta una vez y es fácil tocar “Bloquear”. Vamos a cambiarlo.',
      ],
    },
    checklist: {
      en: [
        'Cover open, camera or mute key not pressed.',
        'Allowed for this page and for the app?',
        'Right camera and microphone chosen in the call?',
        'Close everything else, restart, test in the laptop’s own camera app.',
        'Does not work there either: escalate for repair.',
      ],
      es: [
        'Tapita abierta, tecla de cámara o silencio sin presionar.',
        '¿La página y la app tienen permiso?',
        '¿Están elegidos la cámara y el micrófono correctos en la llamada?',
        'Cierra lo demás, reinicia y prueba en la app de cámara de la laptop.',
        'Si ahí tampoco funciona, mándala a reparar.',
      ],
    },
    fixes: {
      en: [
        'Opened the camera cover',
        'Allowed it for the page',
        'Another app was using it',
        'Chose the right microphone',
        'Sent to repair',
      ],
      es: [
        'Se abrió la tapita',
        'Se dio permiso a la página',
        'Otra app la estaba usando',
        'Se eligió el micrófono correcto',
        'Se mandó a reparar',
      ],
    },
    skill: null,
    priority: 'normal',
    audience: 'desk',
    needsDevice: true,
  },
} satisfies Record<string, StarterIssue>;
