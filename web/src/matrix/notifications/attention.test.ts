import type { MatrixClient } from 'matrix-js-sdk';
import { expect, it } from 'vitest';
import type { Account } from '../core/account';
import { attentionOf, setAttention, type Attention } from './attention';

const room = '!salon:assemblee.example';
type Rule = { rule_id: string; actions: unknown[]; enabled?: boolean };

/** A client with these rules, on which changes act. */
function clientWith(rules: { override?: Rule[]; room?: Rule[] }): MatrixClient {
  const global: Record<string, Rule[]> = { override: [], room: [], ...rules };
  return {
    pushRules: { global },
    addPushRule: async (_scope: string, kind: string, id: string, { actions }: Rule) => { global[kind] = [{ rule_id: id, actions }, ...global[kind]!]; },
    deletePushRule: async (_scope: string, kind: string, id: string) => { global[kind] = global[kind]!.filter((rule) => rule.rule_id !== id); },
  } as unknown as MatrixClient;
}

it.each<[string, Parameters<typeof clientWith>[0], Attention]>([
  ['nothing', {}, 'all'],
  ['a rule that tells of everything', { room: [{ rule_id: room, actions: ['notify'] }] }, 'all'],
  ['a quiet rule of the room', { room: [{ rule_id: room, actions: [] }] }, 'mentions'],
  ['a quiet rule above all', { override: [{ rule_id: room, actions: ['dont_notify'] }] }, 'none'],
  ['a rule that is off', { override: [{ rule_id: room, actions: [], enabled: false }] }, 'all'],
  ['a rule of another room', { override: [{ rule_id: '!other:assemblee.example', actions: [] }] }, 'all'],
])('with %s one is told of what it says', (_what, rules, attention) => {
  expect(attentionOf(clientWith(rules), room)).toBe(attention);
});

it('any choice can follow any other, and leaves no rule of the one before', async () => {
  const client = clientWith({});
  for (const wanted of ['none', 'mentions', 'none', 'all', 'mentions', 'all'] as const) {
    await setAttention({ client } as Account, room, wanted);
    expect(attentionOf(client, room)).toBe(wanted);
    const { override, room: own } = client.pushRules!.global;
    expect(override!.length + own!.length).toBe(wanted === 'all' ? 0 : 1);
  }
});
