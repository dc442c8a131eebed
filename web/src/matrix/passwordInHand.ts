let password: string | null = null;

/**
 * The password just typed, kept in memory for the few seconds in which the account's keys are set up, so that it need not be typed twice.
 * It is never stored, and taking it forgets it.
 */
export const passwordInHand = {
  keep(value: string): void { password = value; },
  peek: (): string | null => password,
  forget(): void { password = null; },
};
