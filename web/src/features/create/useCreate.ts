import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useWorkspace } from '@/matrix/hooks';
import { createSalon, openDirect, type SalonWish } from '@/matrix/rooms/create';

/** Makes the conversation and goes there. */
export function useCreate(onDone: () => void) {
  const { account } = useWorkspace();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const make = async (work: () => Promise<string>) => {
    setBusy(true);
    setFailed(false);
    try {
      const conversationId = await work();
      onDone();
      await navigate({ to: '/c/$conversationId', params: { conversationId } });
    } catch {
      setFailed(true);
      setBusy(false);
    }
  };
  return {
    busy,
    failed,
    direct: (userId: string) => make(() => openDirect(account, userId)),
    create: (wish: SalonWish) => make(() => createSalon(account, wish)),
  };
}
