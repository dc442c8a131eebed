import { useTranslation } from 'react-i18next';
import type { Conversation } from '@/matrix/conversations/types';

/** How one is called in passing: the first name, also where the family name stands first in capitals. */
export function givenName(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const capitals = (word: string) => word.length > 1 && word === word.toLocaleUpperCase() && word !== word.toLocaleLowerCase();
  return words.find((word) => !capitals(word)) ?? name;
}

/** The last thing said, in one line of words. */
export function useLastLine({ last, kind }: Conversation): string {
  const { t } = useTranslation();
  if (!last) return '';
  if (last.kind === 'joined') return t('conversations.joined', { name: last.senderName });
  if (last.kind === 'created') return t('conversations.created');
  const named = last.kind === 'text' || last.kind === 'file';
  const text = named && last.text ? last.text : t(`conversations.${last.kind === 'text' ? 'other' : last.kind}`);
  if (last.own) return t('conversations.line', { sender: t('conversations.you'), text });
  return kind === 'direct' ? text : t('conversations.line', { sender: givenName(last.senderName), text });
}
