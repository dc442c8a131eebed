import { useTranslation } from 'react-i18next';
import { PersonAvatar } from '@/features/people/PersonAvatar';
import type { Member } from '@/matrix/rooms/members';
import styles from './MentionList.module.css';

interface MentionListProps { people: Member[]; current: number; listId: string; pick(person: Member): void }

export default function MentionList({ people, current, listId, pick }: MentionListProps) {
  const { t } = useTranslation();
  return (
    <ul id={listId} role="listbox" aria-label={t('composer.mention')} className={styles.list}>
      {people.map((person, index) => (
        <li
          key={person.id} id={`${listId}-${index}`} role="option" aria-selected={index === current} className={styles.person}
          onPointerDown={(event) => { event.preventDefault(); pick(person); }}
        >
          <PersonAvatar person={person} size={26} />
          <span className={styles.name}>{person.name}</span>
          <span className={styles.administration}>{person.administration}</span>
        </li>
      ))}
    </ul>
  );
}
