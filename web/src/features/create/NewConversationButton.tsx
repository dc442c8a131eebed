import { Plus, SquarePen } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/ui/Button';
import { IconButton } from '@/ui/IconButton';

const NewConversationDialog = lazy(() => import('./NewConversationDialog'));

export function NewConversationButton({ labelled }: { labelled?: boolean }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      {labelled
        ? <Button variant="primary" onPress={() => setOpen(true)}><Plus size={18} aria-hidden />{t('create.newConversation')}</Button>
        : <IconButton label={t('create.newConversation')} onPress={() => setOpen(true)}><SquarePen size={19} /></IconButton>}
      <Suspense>{open && <NewConversationDialog onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}
