import { ArrowLeft, Globe, Lock, Users } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FoundPerson } from '@/matrix/people/directory';
import type { SalonKind } from '@/matrix/rooms/create';
import { Banner } from '@/ui/Banner';
import { Button } from '@/ui/Button';
import { ChoiceCards } from '@/ui/ChoiceCards';
import { Dialog } from '@/ui/Dialog';
import { TextField } from '@/ui/TextField';
import styles from './NewConversationDialog.module.css';
import { PeoplePicker } from './PeoplePicker';
import { useCreate } from './useCreate';

/** First who: one person makes a direct conversation. Or a salon: name, kind, people. */
export default function NewConversationDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const [salon, setSalon] = useState(false);
  const { busy, failed, direct, create } = useCreate(onClose);
  return salon
    ? <SalonForm busy={busy} failed={failed} onBack={() => setSalon(false)} onClose={onClose} create={create} />
    : (
      <Dialog title={t('create.newConversation')} isOpen onClose={onClose}>
        {failed && <Banner tone="danger" live>{t('create.failed')}</Banner>}
        <PeoplePicker onPick={(person) => void direct(person.id)} />
        <button type="button" className={styles.salon} disabled={busy} onClick={() => setSalon(true)}>
          <span className={styles.icon}><Users size={20} aria-hidden /></span>
          <span><strong>{t('create.salon')}</strong><br /><span className={styles.hint}>{t('create.salonHint')}</span></span>
        </button>
      </Dialog>
    );
}

interface SalonFormProps { busy: boolean; failed: boolean; onBack(): void; onClose(): void; create: ReturnType<typeof useCreate>['create'] }

function SalonForm({ busy, failed, onBack, onClose, create }: SalonFormProps) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [nameMissing, setNameMissing] = useState(false);
  const [kind, setKind] = useState<SalonKind>('private');
  const [people, setPeople] = useState<FoundPerson[]>([]);
  const submit = () => {
    if (!name.trim()) return setNameMissing(true);
    void create({ name: name.trim(), topic: '', kind, people: people.map(({ id }) => id) });
  };
  return (
    <Dialog
      title={t('create.newSalon')} isOpen onClose={onClose}
      actions={<>
        <Button onPress={onBack}><ArrowLeft size={16} aria-hidden />{t('common.back')}</Button>
        <Button variant="primary" isPending={busy} onPress={submit}>{t('create.submit')}</Button>
      </>}
    >
      {failed && <Banner tone="danger" live>{t('create.failed')}</Banner>}
      <TextField label={t('create.name')} placeholder={t('create.nameExample')} value={name} onChange={(value) => { setName(value); setNameMissing(false); }} autoFocus error={nameMissing ? t('create.nameMissing') : undefined} />
      <ChoiceCards<SalonKind>
        label={t('create.kind')} value={kind} onChange={setKind}
        choices={[
          { id: 'private', icon: <Lock size={18} />, title: t('create.private'), words: t('create.privateHint') },
          { id: 'forum', icon: <Globe size={18} />, title: t('create.forum'), words: t('create.forumHint') },
        ]}
      />
      <PeoplePicker chosen={people} autoFocus={false} onPick={(person) => setPeople([...people, person])} onDrop={(person) => setPeople(people.filter((one) => one !== person))} />
    </Dialog>
  );
}
