import { CornerDownLeft, Palette, Search, Settings, SquarePen } from 'lucide-react';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { PersonAvatar } from '@/features/people/PersonAvatar';
import styles from './JumpDialog.module.css';
import { closeJump } from './jumpStore';
import { useJumpResults, type JumpResult } from './useJumpResults';

const icons = { new: SquarePen, settings: Settings, theme: Palette };

/** Goes anywhere by a few letters. The field keeps the focus; arrow keys choose in the list. */
export default function JumpDialog() {
  const { t } = useTranslation();
  return (
    <ModalOverlay isOpen isDismissable className={styles.overlay ?? ''} onOpenChange={(open) => !open && closeJump()}>
      <Modal className={styles.modal ?? ''}><Dialog aria-label={t('jump.title')} className={styles.dialog ?? ''}><Jump /></Dialog></Modal>
    </ModalOverlay>
  );
}

function Jump() {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  const [active, setActive] = useState(0);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const { groups, searching } = useJumpResults(words, closeJump);
  const results = groups.flatMap((group) => group.results);
  const current = Math.min(active, results.length - 1);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && results.length > 0) {
      event.preventDefault();
      const next = (current + step + results.length) % results.length;
      setActive(next);
      list.current?.querySelectorAll('[role=option]')[next]?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      results[current]?.go();
    }
  };
  return (
    <>
      <div className={styles.field}>
        <Search size={18} aria-hidden />
        <input
          className={styles.input} role="combobox" aria-expanded aria-controls={listId} aria-autocomplete="list" aria-label={t('jump.title')} placeholder={t('jump.placeholder')}
          aria-activedescendant={results.length > 0 ? `${listId}-${current}` : undefined} autoFocus autoComplete="off" spellCheck={false}
          value={words} onChange={(event) => { setWords(event.target.value); setActive(0); }} onKeyDown={onKeyDown}
        />
      </div>
      <div ref={list} id={listId} role="listbox" aria-label={t('jump.results')} className={styles.results}>
        {groups.map(({ id, results: own }) => (
          <div key={id} role="group" aria-label={t(`jump.${id}`)}>
            <p className={styles.heading} aria-hidden>{t(`jump.${id}`)}</p>
            {own.map((result) => {
              const index = results.indexOf(result);
              return <Option key={result.id} id={`${listId}-${index}`} result={result} selected={index === current} onPoint={() => setActive(index)} />;
            })}
          </div>
        ))}
      </div>
      {results.length === 0 && <p className={styles.nothing}>{t(searching ? 'create.searching' : 'jump.nothing')}</p>}
      <p className="visually-hidden" role="status">{searching ? '' : t('jump.count', { count: results.length })}</p>
      <p className={styles.keys} aria-hidden>{t('jump.keys')}</p>
    </>
  );
}

function Option({ id, result, selected, onPoint }: { id: string; result: JumpResult; selected: boolean; onPoint(): void }) {
  const { picture, name, detail, go } = result;
  const Icon = typeof picture === 'string' ? icons[picture] : null;
  return (
    <div id={id} role="option" aria-selected={selected} className={styles.option} onPointerMove={onPoint} onClick={go}>
      {Icon ? <span className={styles.icon}><Icon size={17} aria-hidden /></span> : typeof picture !== 'string' && <PersonAvatar person={picture} square={picture.square} size={30} />}
      <span className={styles.name}>{name}</span>
      {detail && <span className={styles.detail}>{detail}</span>}
      {selected && <CornerDownLeft size={15} aria-hidden className={styles.enter} />}
    </div>
  );
}
