import type { KeyboardEvent } from 'react';

/** Arrow keys go from message to message; Tab then reaches what can be done with one. */
export function walkMessages(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const target = event.target as HTMLElement;
  if (!step || !(target === event.currentTarget || target.matches('article'))) return;
  const messages = [...event.currentTarget.querySelectorAll<HTMLElement>('article')]
    .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top);
  const current = messages.indexOf(target);
  const next = current < 0 ? messages.at(-1) : messages[current + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
