import { Camera } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOwnProfile, useWorkspace } from '@/matrix/hooks';
import { Button } from '@/ui/Button';
import { toast } from '@/ui/Toasts';
import { PersonAvatar } from './PersonAvatar';
import styles from './PictureChoice.module.css';

export function PictureChoice() {
  const { t } = useTranslation();
  const { profile } = useWorkspace();
  const me = useOwnProfile();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const upload = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    await profile.setPicture(file).catch(() => toast(t('settings.pictureFailed'), 'danger'));
    setBusy(false);
  };
  return (
    <div className={styles.choice}>
      <PersonAvatar person={me} size={64} />
      <input ref={input} type="file" accept="image/png,image/jpeg,image/webp,image/gif" hidden aria-label={t('settings.picture')} onChange={(event) => void upload(event.target.files?.[0])} />
      <Button size="small" isPending={busy} onPress={() => input.current?.click()}><Camera size={16} aria-hidden />{t('settings.picture')}</Button>
    </div>
  );
}
