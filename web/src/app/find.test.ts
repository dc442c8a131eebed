import { expect, it } from 'vitest';
import { closeness, excerpt, matches } from './find';

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

it.each([
  ['Arbitrages budgétaires', 'budgetaire'],
  ['Arbitrages budgétaires', 'bugdet'],
  ['Arbitrages budgétaires', 'arbitages'],
  ['Nora Benali', 'benalli'],
  ['Nora Benali', 'nora b'],
])('a jump finds "%s" for "%s"', (name, search) => {
  expect(closeness(name, search)).toBeGreaterThan(0);
});

it('a jump does not find what only looks a little alike, and puts the exact before the near', () => {
  expect(closeness('Nora Benali', 'noël')).toBe(0);
  expect(closeness('Nora Benali', 'nora dupont')).toBe(0);
  expect(closeness('Budget', 'budget')).toBeGreaterThan(closeness('Budgets', 'budget'));
  expect(closeness('Budgets', 'budget')).toBeGreaterThan(closeness('Bugdet', 'budget'));
});

it('an excerpt begins near what was found, at a word, and is one line', () => {
  expect(excerpt('Voici le budget', 'budget')).toBe('Voici le budget');
  expect(excerpt('Après une longue réunion de travail,\nnous avons arrêté le budget de 2027.', 'BUDGÉT')).toBe('…nous avons arrêté le budget de 2027.');
});
