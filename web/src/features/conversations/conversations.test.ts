import { expect, it } from 'vitest';
import { givenName } from './useLastLine';

it.each([
  ['Camille Durand', 'Camille'],
  ['DURAND Camille', 'Camille'],
  ['DSI', 'DSI'],
  ['Jean-Baptiste de La Salle', 'Jean-Baptiste'],
])('"%s" is called "%s" in passing', (name, given) => {
  expect(givenName(name)).toBe(given);
});
