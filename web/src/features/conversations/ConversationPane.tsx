import { Search, Star, Video, X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NewConversationButton } from '@/features/create/NewConversationButton';
import { openJump } from '@/features/jump/jumpStore';
import { EmptyState } from '@/ui/EmptyState';
import { IconButton } from '@/ui/IconButton';
import { Segments } from '@/ui/Segments';
import { TextField } from '@/ui/TextField';
import styles from './ConversationPane.module.css';
import { ConversationRows } from './ConversationRows';
import { InviteRow } from './InviteRow';
import { filters, useFilteredConversations, type Filter } from './useFilteredConversations';

const nothing = { all: 'noneFound', unread: 'noneUnread', direct: 'noneFound', calls: 'noneCalls', favourites: 'noneFavourites' } as const;

const icons: Partial<Record<Filter, { icon: ReactNode }>> = { calls: { icon: <Video size={16} /> }, favourites: { icon: <Star size={15} /> } };
const mac = /Mac|iP(hone|ad)/.test(navigator.platform);

interface ConversationPaneProps {
  /** Nothing stands beside it: it is the page. */
  alone: boolean;
  /** What moves its edge. */
  children: ReactNode;
}

export function ConversationPane({ alone, children }: ConversationPaneProps) {
  const { t } = useTranslation();
  const Pane = alone ? 'main' : 'section';
  const Title = alone ? 'h1' : 'h2';
  const [search, setSearch] = useState('');
  const [filter, setFilter] = useState<Filter>('all');
  const { invites, joined, none } = useFilteredConversations(search, filter);
  return (
    <Pane className={styles.pane} aria-label={t('conversations.title')}>
      {!alone && <div className={styles.edge}>{children}</div>}
      <header className={styles.header}>
        <Title className={styles.title}>{t('conversations.title')}</Title>
        <NewConversationButton />
      </header>
      <div className={styles.search}>
        <TextField
          type="search" label={t('conversations.search')} hideLabel placeholder={t('common.search')} value={search} onChange={setSearch}
          icon={<Search size={16} />} onKeyDown={(event) => event.key === 'Escape' && setSearch('')}
          end={search
            ? <IconButton size="small" label={t('common.clear')} onPress={() => setSearch('')}><X size={15} /></IconButton>
            : <button type="button" className={styles.jump} onClick={openJump} title={t('jump.title')}><span className="visually-hidden">{t('jump.title')} </span><kbd>{t(mac ? 'shell.jumpMac' : 'shell.jumpKey')}</kbd></button>}
        />
        <div className={styles.filters}>
          <Segments label={t('conversations.filters')} value={filter} onChange={setFilter} options={filters.map((id) => ({ id, label: t(`conversations.${id}`), ...icons[id] }))} />
        </div>
      </div>
      {invites.length > 0 && (
        <section className={styles.invites} aria-label={t('conversations.invites')}>
          <ul>{invites.map((one) => <InviteRow key={one.id} conversation={one} />)}</ul>
        </section>
      )}
      {joined.length > 0 && <ConversationRows conversations={joined} />}
      {joined.length === 0 && invites.length === 0 && (none
        ? <EmptyState title={t('conversations.emptyTitle')} actions={<NewConversationButton labelled />}>{t('conversations.empty')}</EmptyState>
        : <p className={styles.none}>{t(`conversations.${search ? 'noneFound' : nothing[filter]}`)}</p>)}
    </Pane>
  );
}
