import { expect, it } from 'vitest';
import { matches } from './useFilteredConversations';

it.each([
  ['Léa Dubois', 'lea', true],
  ['Comité des collègues', 'lea', false],
  ['Comité de pilotage', 'pilo com', true],
  ['Budget 2027', '2027', true],
  ['Budget 2027', 'dget', false],
  ['anything', '', true],
])('searching "%s" for "%s" is %s', (name, search, found) => {
  expect(matches(name, search)).toBe(found);
});
