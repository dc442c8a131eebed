import { useId, useMemo, useState, type KeyboardEvent, type RefObject } from 'react';
import { matches } from '@/app/find';
import { useMembers } from '@/matrix/hooks';
import type { Member } from '@/matrix/rooms/members';
import { composeFor } from './composeStore';

const most = 8;

/** Offers people while "@…" is being typed, and puts the chosen one in. */
export function useMentions(conversationId: string, field: RefObject<HTMLTextAreaElement | null>) {
  const { members } = useMembers(conversationId);
  const listId = useId();
  const [asked, setAsked] = useState<{ start: number; term: string } | null>(null);
  const [active, setActive] = useState(0);
  const people = useMemo(
    () => (asked ? members.filter((one) => !one.self && matches(`${one.name} ${one.id}`, asked.term)).slice(0, most) : []),
    [members, asked],
  );
  const open = people.length > 0;
  const current = Math.min(active, people.length - 1);

  const look = () => {
    const area = field.current;
    if (!area) return;
    const before = area.value.slice(0, area.selectionStart);
    const found = /(?:^|\s)@([^\s@]{0,30})$/.exec(before);
    setAsked(found ? { start: before.length - found[1]!.length - 1, term: found[1]! } : null);
    setActive(0);
  };

  const pick = (person: Member) => {
    const area = field.current;
    if (!area || !asked) return;
    const compose = composeFor(conversationId);
    const inserted = `@${person.name} `;
    compose.setText(area.value.slice(0, asked.start) + inserted + area.value.slice(area.selectionStart));
    compose.mention({ id: person.id, name: person.name });
    setAsked(null);
    requestAnimationFrame(() => {
      area.focus();
      area.setSelectionRange(asked.start + inserted.length, asked.start + inserted.length);
    });
  };

  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (!open) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setActive((current + step + people.length) % people.length);
    else if (event.key === 'Enter' || event.key === 'Tab') pick(people[current]!);
    else if (event.key === 'Escape') setAsked(null);
    else return false;
    event.preventDefault();
    return true;
  };

  const fieldProps = {
    'aria-autocomplete': 'list' as const,
    'aria-controls': open ? listId : undefined,
    'aria-activedescendant': open ? `${listId}-${current}` : undefined,
  };
  return { open, people, current, listId, pick, look, onKeyDown, fieldProps };
}
