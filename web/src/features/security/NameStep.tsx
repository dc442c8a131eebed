import { UserRound } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { PictureChoice } from '@/features/people/PictureChoice';
import { useOwnProfile, useWorkspace } from '@/matrix/hooks';
import { Button } from '@/ui/Button';
import { TextField } from '@/ui/TextField';
import { toast } from '@/ui/Toasts';
import { FullPage } from './FullPage';
import styles from './steps.module.css';

export function NameStep({ step, onDone }: { step: string; onDone(): void }) {
  const { t } = useTranslation();
  const { profile } = useWorkspace();
  const me = useOwnProfile();
  const [name, setName] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name?.trim() && name !== me.name) void profile.rename(name).catch(() => toast(t('settings.nameFailed'), 'danger'));
    onDone();
  };
  return (
    <FullPage step={step} icon={<UserRound />} title={t('security.nameTitle')}>
      <p className={styles.words}>{t('security.nameWords')}</p>
      <form className={styles.form} onSubmit={submit}>
        <PictureChoice />
        <TextField label={t('settings.name')} value={name ?? me.name} onChange={setName} autoComplete="name" autoFocus />
        <div className={styles.buttons}>
          <Button variant="quiet" onPress={onDone}>{t('common.later')}</Button>
          <Button type="submit" variant="primary">{t('common.continue')}</Button>
        </div>
      </form>
    </FullPage>
  );
}
