/** The administration (server name) that an identifier belongs to. */
export const administrationOf = (id: string): string => id.slice(id.indexOf(':') + 1);

/** The part of a user's identifier before the administration, without the sigil. */
export const localpartOf = (id: string): string => id.slice(1, id.includes(':') ? id.indexOf(':') : undefined);

export const isUserId = (text: string): boolean => /^@[^\s:]+:\S+$/.test(text);
