import { create } from 'zustand';

export type NotificationPermissionState = 'unsupported' | 'default' | 'granted' | 'denied';

const read = (): NotificationPermissionState => ('Notification' in window ? Notification.permission : 'unsupported');

/** What the browser lets this page do. */
export const useNotificationPermission = create<{ state: NotificationPermissionState }>(() => ({ state: read() }));

export const notificationPermission = (): NotificationPermissionState => read();

/** Asks the person, by the browser's own question. */
export async function askNotificationPermission(): Promise<NotificationPermissionState> {
  if (read() === 'default') await Notification.requestPermission();
  useNotificationPermission.setState({ state: read() });
  return read();
}
