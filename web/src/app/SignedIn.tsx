import { RouterProvider } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { CloudOff, MonitorSmartphone } from 'lucide-react';
import { SecurityGate } from '@/features/security/SecurityGate';
import { useLive } from '@/matrix/core/live';
import { WorkspaceContext } from '@/matrix/hooks';
import type { Session } from '@/matrix/session';
import { Workspace } from '@/matrix/workspace';
import { Button } from '@/ui/Button';
import { EmptyState } from '@/ui/EmptyState';
import { Toasts } from '@/ui/Toasts';
import { router } from './routes';
import { Starting } from './Starting';

/** The wish to have the account in this tab outlives the reload that makes room for it. */
const takeOver = {
  ask(): void {
    sessionStorage.setItem('colloque.takeOver', 'yes');
    window.location.reload();
  },
  asked(): boolean {
    const asked = sessionStorage.getItem('colloque.takeOver') !== null;
    sessionStorage.removeItem('colloque.takeOver');
    return asked;
  },
};

let open: { session: Session; workspace: Workspace } | null = null;

/** One workspace a session, for as long as the page lives: two on one key store would corrupt it. */
function workspaceOf(session: Session): Workspace {
  if (open?.session.deviceId === session.deviceId) return open.workspace;
  open?.workspace.close();
  open = { session, workspace: new Workspace(session) };
  void open.workspace.open(takeOver.asked());
  return open.workspace;
}

export default function SignedIn({ session }: { session: Session }) {
  const { t } = useTranslation();
  const workspace = workspaceOf(session);
  const state = useLive(workspace.state);
  if (state === 'opening') return <Starting />;
  if (state === 'elsewhere') {
    return (
      <main>
        <EmptyState
          heading={1} icon={<MonitorSmartphone />} title={t('shell.elsewhereTitle')}
          actions={<Button variant="primary" onPress={takeOver.ask}>{t('shell.takeOver')}</Button>}
        >
          {t('shell.elsewhere')}
        </EmptyState>
      </main>
    );
  }
  if (state === 'failed') {
    return (
      <main>
        <EmptyState
          heading={1} icon={<CloudOff />} title={t('shell.failedTitle')}
          actions={<><Button onPress={() => void workspace.signOut()}>{t('shell.signOut')}</Button><Button variant="primary" onPress={() => window.location.reload()}>{t('common.errorReload')}</Button></>}
        >
          {t('shell.failed')}
        </EmptyState>
      </main>
    );
  }
  return (
    <WorkspaceContext value={workspace}>
      <SecurityGate><RouterProvider router={router} /></SecurityGate>
      <Toasts />
    </WorkspaceContext>
  );
}
