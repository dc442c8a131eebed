/** The pages of the settings, in their order. */
export const settingsPages = ['profile', 'appearance', 'notifications', 'security', 'devices', 'shortcuts', 'about'] as const;

export type SettingsPageName = (typeof settingsPages)[number];
