import { expect, it } from 'vitest';
import { messageContent } from './content';

it('sends plain text as plain text', async () => {
  expect(await messageContent({ text: 'Bonjour,\nça va & vous ?', mentions: [] })).toEqual({ msgtype: 'm.text', body: 'Bonjour,\nça va & vous ?', 'm.mentions': {} });
});

it('sends Markdown with what it means', async () => {
  const content = await messageContent({ text: 'du **gras**', mentions: [] });
  expect(content.formatted_body).toBe('du <strong>gras</strong>');
  expect(content.body).toBe('du **gras**');
});

it('names the people that are still in the text', async () => {
  const mentions = [{ id: '@lea:a.fr', name: 'Léa' }, { id: '@marc:a.fr', name: 'Marc' }];
  const content = await messageContent({ text: '@Léa regardez', mentions });
  expect(content['m.mentions']).toEqual({ user_ids: ['@lea:a.fr'] });
  expect(content.formatted_body).toContain('https://matrix.to/#/%40lea%3Aa.fr');
});

it('keeps typed HTML as text', async () => {
  const content = await messageContent({ text: '<img src=x onerror=alert(1)> **a**', mentions: [] });
  expect(content.formatted_body).not.toContain('<img');
});
