import { LogOut } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { PictureChoice } from '@/features/people/PictureChoice';
import { useOwnProfile, useSecurityState, useWorkspace } from '@/matrix/hooks';
import { forgetDrafts } from '@/features/composer/composeStore';
import { Banner } from '@/ui/Banner';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { TextField } from '@/ui/TextField';
import { toast } from '@/ui/Toasts';
import styles from './settings.module.css';

export function ProfileSettings() {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const me = useOwnProfile();
  const safe = useSecurityState() === 'confirmed';
  const [name, setName] = useState<string | null>(null);
  const [leaving, setLeaving] = useState(false);
  const rename = async (event: FormEvent) => {
    event.preventDefault();
    if (!name?.trim()) return;
    await workspace.profile.rename(name).then(() => toast(t('settings.saved'), 'success'), () => toast(t('settings.nameFailed'), 'danger'));
    setName(null);
  };
  const signOut = () => {
    forgetDrafts();
    void workspace.signOut();
  };
  return (
    <>
      <PictureChoice />
      <form className={styles.row} onSubmit={(event) => void rename(event)}>
        <TextField label={t('settings.name')} value={name ?? me.name} onChange={setName} autoComplete="name" />
        <Button type="submit" isDisabled={name === null || !name.trim() || name === me.name}>{t('common.save')}</Button>
      </form>
      <dl className={styles.facts}><dt>{t('settings.identifier')}</dt><dd>{me.id}</dd></dl>
      <div><Button onPress={() => setLeaving(true)}><LogOut size={16} aria-hidden />{t('shell.signOut')}</Button></div>
      <Dialog
        size="small" title={t('settings.signOutTitle')} isOpen={leaving} onClose={() => setLeaving(false)}
        actions={<><Button onPress={() => setLeaving(false)}>{t('common.cancel')}</Button><Button variant="danger" onPress={signOut}>{t('shell.signOut')}</Button></>}
      >
        {safe ? <p>{t('settings.signOutSafe')}</p> : <Banner tone="warning">{t('settings.signOutUnsafe')}</Banner>}
      </Dialog>
    </>
  );
}
