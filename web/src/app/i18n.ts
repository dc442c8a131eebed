import i18next from 'i18next';
import ICU from 'i18next-icu';
import { initReactI18next } from 'react-i18next';
import type french from '@/locales/fr';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof french };
  }
}

export const languages = { fr: 'Français', en: 'English' } as const;
export type Language = keyof typeof languages;

const stored = 'colloque.language';
const bundles = { fr: () => import('@/locales/fr'), en: () => import('@/locales/en') };

function preferredLanguage(): Language {
  const chosen = localStorage.getItem(stored);
  if (chosen === 'fr' || chosen === 'en') return chosen;
  return navigator.languages.some((tag) => tag.startsWith('fr')) || !navigator.languages.some((tag) => tag.startsWith('en')) ? 'fr' : 'en';
}

async function load(language: Language): Promise<void> {
  const bundle = await bundles[language]();
  i18next.addResourceBundle(language, 'translation', bundle.default, true, true);
  document.documentElement.lang = language;
}

/** Loads the one language that is needed before the first paint. */
export async function startLanguages(): Promise<void> {
  const language = preferredLanguage();
  await i18next
    .use(ICU)
    .use(initReactI18next)
    .init({ lng: language, fallbackLng: false, resources: {}, interpolation: { escapeValue: false }, react: { useSuspense: false } });
  await load(language);
  await i18next.changeLanguage(language);
}

export async function changeLanguage(language: Language): Promise<void> {
  localStorage.setItem(stored, language);
  await load(language);
  await i18next.changeLanguage(language);
}

export const currentLanguage = (): Language => (i18next.language === 'en' ? 'en' : 'fr');
