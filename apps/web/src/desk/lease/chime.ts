/** Two soft notes each; rising for someone new, falling for time running out. Hz. */
const notes = { joined: [523.25, 659.25], running: [587.33, 440] } as const;
const noteSeconds = 0.16;
const loudness = 0.05;

let audio: AudioContext | null = null;

/** Browsers keep silent until the person has clicked or pressed a key once; then this is just not heard. */
export function chime(kind: keyof typeof notes): void {
  audio ??= new AudioContext();
  const { currentTime } = audio;
  const volume = audio.createGain();
  volume.connect(audio.destination);
  notes[kind].forEach((frequency, index) => {
    if (audio === null) return;
    const start = currentTime + index * noteSeconds;
    const note = audio.createOscillator();
    note.type = 'sine';
    note.frequency.value = frequency;
    note.connect(volume);
    note.start(start);
    note.stop(start + noteSeconds * 1.6);
  });
  volume.gain.setValueAtTime(0, currentTime);
  volume.gain.linearRampToValueAtTime(loudness, currentTime + 0.03);
  volume.gain.linearRampToValueAtTime(0, currentTime + noteSeconds * notes[kind].length + 0.15);
}
