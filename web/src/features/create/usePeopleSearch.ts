import { useEffect, useState } from 'react';
import { useWorkspace } from '@/matrix/hooks';
import { searchPeople, type FoundPerson } from '@/matrix/people/directory';

/** People that fit the term, a moment after the typing rests. */
export function usePeopleSearch(term: string): { people: FoundPerson[]; searching: boolean } {
  const { account } = useWorkspace();
  const [result, setResult] = useState<{ term: string; people: FoundPerson[] }>({ term: '', people: [] });
  useEffect(() => {
    let current = true;
    const timer = setTimeout(() => {
      void searchPeople(account, term).then((people) => current && setResult({ term, people }));
    }, 200);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [account, term]);
  return { people: term.trim().length < 2 ? [] : result.people, searching: term.trim().length >= 2 && result.term !== term };
}
