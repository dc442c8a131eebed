import { Smile } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '@/ui/IconButton';

const EmojiPicker = lazy(() => import('@/features/timeline/EmojiPicker'));

/** The picker comes with the first press, not before. */
export function EmojiButton({ onPick }: { onPick(emoji: string): void }) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState(false);
  const button = <IconButton label={t('timeline.chooseEmoji')} onPress={() => setWanted(true)}><Smile size={19} /></IconButton>;
  if (!wanted) return button;
  return <Suspense fallback={button}><EmojiPicker onPick={onPick} startOpen>{button}</EmojiPicker></Suspense>;
}
