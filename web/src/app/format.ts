import i18next from 'i18next';

/** Words in the chosen language, times and numbers as the person's country writes them. */
function region(): string {
  const { language } = i18next;
  return navigator.languages.find((tag) => tag.startsWith(`${language}-`)) ?? (language === 'en' ? 'en-GB' : language);
}

const cache = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions, timestamp: number): string {
  const key = region() + JSON.stringify(options);
  let formatter = cache.get(key);
  if (!formatter) cache.set(key, (formatter = new Intl.DateTimeFormat(region(), options)));
  return formatter.format(timestamp);
}

const midnight = (timestamp: number): number => new Date(timestamp).setHours(0, 0, 0, 0);
export const daysAgo = (timestamp: number, now = Date.now()): number => Math.round((midnight(now) - midnight(timestamp)) / 86_400_000);

export const time = (timestamp: number): string => format({ hour: '2-digit', minute: '2-digit' }, timestamp);
export const exactTime = (timestamp: number): string => format({ dateStyle: 'full', timeStyle: 'medium' }, timestamp);

/** A day as one says it: today, yesterday, a weekday, a date. */
export function day(timestamp: number): string {
  const ago = daysAgo(timestamp);
  if (ago < 2) return capital(new Intl.RelativeTimeFormat(i18next.language, { numeric: 'auto' }).format(-ago, 'day'));
  const sameYear = new Date(timestamp).getFullYear() === new Date().getFullYear();
  return capital(format({ weekday: 'long', day: 'numeric', month: 'long', ...(sameYear ? {} : { year: 'numeric' }) }, timestamp));
}

/** The short moment of a list: the hour today, then the day, then the date. */
export function moment(timestamp: number): string {
  const ago = daysAgo(timestamp);
  if (ago === 0) return time(timestamp);
  if (ago === 1) return i18next.t('conversations.yesterday');
  if (ago < 7) return format({ weekday: 'short' }, timestamp);
  return format({ day: '2-digit', month: '2-digit', year: '2-digit' }, timestamp);
}

export function size(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
  const power = Math.min(units.length - 1, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(1000)));
  const words = new Intl.NumberFormat(i18next.language, {
    style: 'unit', unit: units[power]!, unitDisplay: power === 0 ? 'long' : 'short', maximumFractionDigits: power > 1 ? 1 : 0,
  }).format(bytes / 1000 ** power);
  // The narrow space that French has before a unit is next to nothing in this typeface.
  return words.replaceAll('\u202f', '\u00a0');
}

export const list = (names: string[]): string => new Intl.ListFormat(i18next.language, { type: 'conjunction' }).format(names);

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);
