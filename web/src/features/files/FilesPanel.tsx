import { FolderOpen, Search } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRoomFiles } from '@/matrix/hooks';
import type { Conversation } from '@/matrix/conversations/types';
import { Button } from '@/ui/Button';
import { EmptyState } from '@/ui/EmptyState';
import { Segments } from '@/ui/Segments';
import { Skeleton } from '@/ui/Skeleton';
import { TextField } from '@/ui/TextField';
import { FileRow } from './FileRow';
import styles from './FilesPanel.module.css';
import { fileKinds, fileOrders, select, type FileKind, type FileOrder } from './selectFiles';

/** All files of the conversation: found by kind, name or order, looked at, saved, or shown where they were sent. */
export function FilesPanel({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const { view, further } = useRoomFiles(conversation.id);
  const { files, searching, hasOlder } = view;
  const [kind, setKind] = useState<FileKind>('all');
  const [order, setOrder] = useState<FileOrder>('newest');
  const [words, setWords] = useState('');
  const shown = select(files, { kind, order, words });
  return (
    <div className={styles.panel}>
      <div className={styles.top}>
        <TextField type="search" label={t('files.search')} hideLabel placeholder={t('common.search')} icon={<Search size={16} />} value={words} onChange={setWords} />
        <Segments<FileKind> label={t('files.filter')} value={kind} onChange={setKind} options={fileKinds.map((id) => ({ id, label: t(`files.kinds.${id}`) }))} />
        <label className={styles.order}>
          {t('files.order')}
          <select value={order} onChange={(event) => setOrder(event.target.value as FileOrder)}>
            {fileOrders.map((id) => <option key={id} value={id}>{t(`files.orders.${id}`)}</option>)}
          </select>
        </label>
      </div>
      <div className={styles.scroller}>
        {shown.length > 0 && <ul aria-label={t('members.files')}>{shown.map((file) => <FileRow key={file.id} file={file} conversationId={conversation.id} />)}</ul>}
        {shown.length === 0 && searching && <Skeleton rows={4} />}
        {shown.length === 0 && !searching && (files.length === 0
          ? <EmptyState heading={3} icon={<FolderOpen />} title={t('files.noneTitle')}>{t('files.none')}</EmptyState>
          : <p className={styles.none}>{t('files.noneFound')}</p>)}
        <p className={styles.state} role="status">{searching ? t('files.searching') : t('files.count', { count: shown.length })}</p>
        {hasOlder && !searching && <Button variant="quiet" size="small" wide onPress={further}>{t('files.further')}</Button>}
      </div>
    </div>
  );
}
