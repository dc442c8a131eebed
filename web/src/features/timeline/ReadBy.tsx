import { useTranslation } from 'react-i18next';
import { list } from '@/app/format';
import { PersonAvatar } from '@/features/people/PersonAvatar';
import type { Person } from '@/matrix/timeline/types';
import styles from './ReadBy.module.css';

const shown = 3;

/** Who has read up to here. */
export function ReadBy({ people }: { people: Person[] }) {
  const { t } = useTranslation();
  const words = t('timeline.readBy', { names: list(people.map(({ name }) => name)) });
  return (
    <span className={styles.readers} title={words}>
      <span className="visually-hidden">{words}</span>
      {people.slice(0, shown).map((person) => <span key={person.id} className={styles.reader} aria-hidden><PersonAvatar person={person} size={16} /></span>)}
      {people.length > shown && <span className={styles.more} aria-hidden>+{people.length - shown}</span>}
    </span>
  );
}
