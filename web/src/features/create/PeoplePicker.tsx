import { Search, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ListBox, ListBoxItem } from 'react-aria-components';
import { PersonAvatar } from '@/features/people/PersonAvatar';
import type { FoundPerson } from '@/matrix/people/directory';
import { TextField } from '@/ui/TextField';
import styles from './PeoplePicker.module.css';
import { usePeopleSearch } from './usePeopleSearch';

interface PeoplePickerProps {
  label?: string;
  chosen?: FoundPerson[];
  /** People that cannot be chosen, because they are there already. */
  taken?: Set<string>;
  onPick(person: FoundPerson): void;
  onDrop?(person: FoundPerson): void;
  autoFocus?: boolean;
}

/** Finds people of all administrations by name or address. */
export function PeoplePicker({ label, chosen = [], taken, onPick, onDrop, autoFocus = true }: PeoplePickerProps) {
  const { t } = useTranslation();
  const [term, setTerm] = useState('');
  const { people, searching } = usePeopleSearch(term);
  const offered = people.filter(({ id }) => !chosen.some((one) => one.id === id));
  const pick = (id: string) => {
    const person = offered.find((one) => one.id === id);
    if (!person || taken?.has(person.id)) return;
    setTerm('');
    onPick(person);
  };
  return (
    <div className={styles.picker}>
      {chosen.length > 0 && (
        <ul className={styles.chosen} aria-label={t('create.chosenPeople')}>
          {chosen.map((person) => (
            <li key={person.id} className={styles.chip}>
              <PersonAvatar person={person} size={22} />{person.name}
              <button type="button" className={styles.drop} aria-label={t('create.removePerson', { name: person.name })} onClick={() => onDrop?.(person)}><X size={14} /></button>
            </li>
          ))}
        </ul>
      )}
      <TextField
        label={label ?? t('create.findPeople')} hint={t('create.findPeopleHint')} value={term} onChange={setTerm} icon={<Search size={16} />} autoFocus={autoFocus}
        autoComplete="off" autoCapitalize="none" spellCheck="false"
        onKeyDown={(event) => { if (event.key === 'Enter' && offered[0]) { event.preventDefault(); pick(offered[0].id); } }}
      />
      {offered.length > 0 && (
        <ListBox aria-label={t('create.foundPeople')} className={styles.found ?? ''} items={offered} onAction={(key) => pick(String(key))} disabledKeys={taken ?? new Set()}>
          {(person) => (
            <ListBoxItem id={person.id} textValue={person.name} className={styles.person ?? ''}>
              <PersonAvatar person={person} />
              <span className={styles.words}>
                <span className={styles.name}>{person.name}</span>
                <span className={styles.administration}>{taken?.has(person.id) ? t('create.alreadyThere') : person.administration}</span>
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      )}
      <p className={styles.state} role="status">
        {term.trim().length >= 2 && offered.length === 0 && t(searching ? 'create.searching' : 'create.nobody')}
      </p>
    </div>
  );
}
