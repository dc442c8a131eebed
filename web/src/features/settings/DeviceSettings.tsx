import { Monitor, Pencil } from 'lucide-react';
import { useCallback, useEffect, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { exactTime, moment } from '@/app/format';
import { useWorkspace } from '@/matrix/hooks';
import { listDevices, renameDevice, signOutDevices, type Device } from '@/matrix/people/devices';
import { Banner } from '@/ui/Banner';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { IconButton } from '@/ui/IconButton';
import { PasswordField } from '@/ui/PasswordField';
import { TextField } from '@/ui/TextField';
import { toast } from '@/ui/Toasts';
import { TrustMark } from '@/ui/TrustMark';
import styles from './settings.module.css';

export function DeviceSettings() {
  const { t } = useTranslation();
  const { account } = useWorkspace();
  const [devices, setDevices] = useState<Device[]>([]);
  const [leaving, setLeaving] = useState<Device[]>([]);
  const [renaming, setRenaming] = useState<Device | null>(null);
  const nameOf = (device: Device) => device.name || t('settings.unnamedDevice');
  const load = useCallback(() => void listDevices(account).then(setDevices, () => undefined), [account]);
  useEffect(load, [load]);
  const others = devices.filter((one) => !one.current);
  return (
    <>
      <ul className={styles.list}>
        {devices.map((device) => (
          <li key={device.id} className={styles.item}>
            <Monitor size={20} aria-hidden />
            <p className={styles.words}>
              <strong>{nameOf(device)}</strong>
              <span className={styles.hint}>
                {device.current ? t('settings.thisDevice') : device.lastSeen ? <time title={exactTime(device.lastSeen)}>{t('settings.lastSeen', { when: moment(device.lastSeen) })}</time> : null}
              </span>
            </p>
            {!device.verified && <TrustMark kind="unverified" />}
            <IconButton label={t('settings.renameDevice', { name: nameOf(device) })} onPress={() => setRenaming(device)}><Pencil size={16} /></IconButton>
            {!device.current && <Button size="small" aria-label={t('settings.signOutDevice', { name: nameOf(device) })} onPress={() => setLeaving([device])}>{t('settings.signOutOne')}</Button>}
          </li>
        ))}
      </ul>
      {others.length > 1 && <div><Button onPress={() => setLeaving(others)}>{t('settings.signOutOthers')}</Button></div>}
      {renaming && <RenameDialog device={renaming} onClose={() => { setRenaming(null); load(); }} />}
      {leaving.length > 0 && <SignOutDialog devices={leaving} onClose={() => { setLeaving([]); load(); }} />}
    </>
  );
}

function SignOutDialog({ devices, onClose }: { devices: Device[]; onClose(): void }) {
  const { t } = useTranslation();
  const { account } = useWorkspace();
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const submit = async () => {
    setBusy(true);
    await signOutDevices(account, devices.map(({ id }) => id), password).then(onClose, () => setFailed(true));
    setBusy(false);
  };
  return (
    <Dialog
      size="small" title={t('settings.signOutDevices', { count: devices.length })} isOpen onClose={onClose}
      actions={<><Button onPress={onClose}>{t('common.cancel')}</Button><Button variant="danger" isPending={busy} onPress={() => void submit()}>{t('shell.signOut')}</Button></>}
    >
      {failed && <Banner tone="danger" live>{t('security.passwordWrong')}</Banner>}
      <p>{t('settings.signOutDevicesHint')}</p>
      <PasswordField label={t('signIn.password')} value={password} onChange={setPassword} autoComplete="current-password" />
    </Dialog>
  );
}

function RenameDialog({ device, onClose }: { device: Device; onClose(): void }) {
  const { t } = useTranslation();
  const { account } = useWorkspace();
  const [name, setName] = useState(device.name);
  const [busy, setBusy] = useState(false);
  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    if (!name.trim()) return;
    setBusy(true);
    await renameDevice(account, device.id, name.trim()).then(onClose, () => toast(t('settings.renameFailed'), 'danger'));
    setBusy(false);
  };
  return (
    <Dialog
      size="small" title={t('settings.renameTitle')} isOpen onClose={onClose}
      actions={<><Button onPress={onClose}>{t('common.cancel')}</Button><Button variant="primary" isPending={busy} isDisabled={!name.trim()} onPress={() => void submit()}>{t('common.save')}</Button></>}
    >
      <form onSubmit={(event) => void submit(event)}>
        <TextField label={t('settings.deviceName')} hint={t('settings.renameHint')} value={name} onChange={setName} autoFocus autoComplete="off" />
      </form>
    </Dialog>
  );
}
