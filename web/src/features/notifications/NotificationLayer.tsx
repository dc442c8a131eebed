import { useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '@/app/preferences';
import { useLive } from '@/matrix/core/live';
import { useWorkspace } from '@/matrix/hooks';
import type { News } from '@/matrix/notifications/notifier';
import { notificationPermission } from './permission';

const longest = 160;

/** Null where the browser lets only a worker notify, as on Android. */
function notify(title: string, body: string, tag: string): Notification | null {
  try {
    return new Notification(title, { body, tag, icon: '/colloque.svg' });
  } catch {
    return null;
  }
}

/** Shows what is new on the desktop, unless one is looking at it. Nothing of it is on the page. */
export default function NotificationLayer(): null {
  const { t } = useTranslation();
  const { notifier, calls } = useWorkspace();
  const ringing = useLive(calls.ringing);
  const { conversationId: here } = useParams({ strict: false });
  const navigate = useNavigate();
  const show = useRef((_title: string, _body: string, _conversationId: string) => undefined as void);

  show.current = (title, body, conversationId) => {
    if (!usePreferences.getState().notifications || notificationPermission() !== 'granted') return;
    if (document.hasFocus() && !document.hidden && here === conversationId) return;
    const notification = notify(title, body, conversationId);
    if (!notification) return;
    notification.onclick = () => {
      window.focus();
      notification.close();
      void navigate({ to: '/c/$conversationId', params: { conversationId } });
    };
  };

  useEffect(() => {
    const words = ({ body, senderName, direct }: News): string => {
      if (!body) return t('notifications.invited', { name: senderName });
      if (!usePreferences.getState().notificationContent) return t('notifications.message', { name: senderName });
      const text = body.kind === 'text' ? body.text.slice(0, longest) : t(`timeline.kind.${body.kind}`);
      return direct ? text : t('timeline.announce', { name: senderName, text });
    };
    return notifier.watch((news) => show.current(news.conversationName, words(news), news.conversationId));
  }, [notifier, t]);

  useEffect(() => {
    if (ringing) show.current(t('calls.incoming', { name: ringing.caller.name }), t('notifications.answer'), ringing.roomId);
  }, [ringing, t]);
  return null;
}
