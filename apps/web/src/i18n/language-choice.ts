import { localeLanguages } from './locale-files.js';

const key = 'firstbell.language';

/** The language a person chose on this screen, else the closest the browser asks for, else English. */
export function preferredLanguage(): string {
  const wanted = [readChoice(), ...navigator.languages.map((tag) => tag.split('-')[0] ?? '')];
  return wanted.find((language) => language !== null && localeLanguages.includes(language)) ?? 'en';
}

export function rememberLanguage(language: string): void {
  try {
    localStorage.setItem(key, language);
  } catch {
    // Storage can be switched off; the choice then lasts until the page closes.
  }
}

/** Whether a person chose a language on this screen; otherwise it may follow who is signed in. */
export const hasChosenLanguage = (): boolean => readChoice() !== null;

function readChoice(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
