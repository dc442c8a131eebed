import { createLazyRoute } from '@tanstack/react-router';
import { SettingsPage } from './SettingsPage';

export const settingsLazyRoute = createLazyRoute('/settings/$page')({ component: SettingsPage });
