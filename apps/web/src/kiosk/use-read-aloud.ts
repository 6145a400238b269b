import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface ReadAloud {
  /** Some browsers have no voices at all. */
  readonly possible: boolean;
  readonly reading: boolean;
  readonly toggle: () => void;
}

/**
 * Reads what the screen says, in its language, with the voices of the device; nothing leaves it.
 * Another `step` is another screen, and perhaps another visitor: what is still being read ends there.
 */
export function useReadAloud(step: string): ReadAloud {
  const { i18n } = useTranslation();
  const [reading, setReading] = useState(false);
  const possible = 'speechSynthesis' in window;
  useEffect(() => {
    if (!possible) return;
    return () => {
      window.speechSynthesis.cancel();
      setReading(false);
    };
  }, [possible, step]);
  const toggle = (): void => {
    window.speechSynthesis.cancel();
    if (reading) {
      setReading(false);
      return;
    }
    const words = new SpeechSynthesisUtterance(document.querySelector('main')?.innerText ?? '');
    words.lang = i18n.resolvedLanguage ?? 'en';
    words.rate = 0.95;
    words.onend = () => setReading(false);
    words.onerror = () => setReading(false);
    setReading(true);
    window.speechSynthesis.speak(words);
  };
  return { possible, reading, toggle };
}
