import { ConditionKind, PushRuleKind, type MatrixClient, type PushRuleAction } from 'matrix-js-sdk';
import type { Account } from '../core/account';

/** What of a conversation one wants to be told of. */
export type Attention = 'all' | 'mentions' | 'none';
export const attentions: Attention[] = ['all', 'mentions', 'none'];

const global = 'global';
const silent: PushRuleAction[] = [];

const tells = (actions: unknown[]): boolean => actions.includes('notify');

/**
 * By the person's push rules: one of the kind `override` that names the room keeps everything quiet; one of the kind `room` leaves the mentions,
 * whose rules come before it. Spec: client-server-api, "Push Rules".
 */
export function attentionOf(client: MatrixClient, roomId: string): Attention {
  const rules = client.pushRules?.global;
  const silences = (rule: { rule_id: string; enabled?: boolean; actions: unknown[] }) => rule.rule_id === roomId && rule.enabled !== false && !tells(rule.actions);
  if (rules?.override?.some(silences)) return 'none';
  return rules?.room?.some(silences) ? 'mentions' : 'all';
}

/** Other clients see the same choice. What is quiet stays so until the new rule stands. */
export async function setAttention(account: Account, roomId: string, wanted: Attention): Promise<void> {
  const { client } = account;
  const rules = client.pushRules?.global;
  const has = (kind: PushRuleKind.Override | PushRuleKind.RoomSpecific) => rules?.[kind]?.some(({ rule_id: id }) => id === roomId) ?? false;
  if (wanted === 'none') {
    const conditions = [{ kind: ConditionKind.EventMatch as const, key: 'room_id', pattern: roomId }];
    await client.addPushRule(global, PushRuleKind.Override, roomId, { actions: silent, conditions });
  }
  if (wanted === 'mentions') await client.addPushRule(global, PushRuleKind.RoomSpecific, roomId, { actions: silent });
  if (wanted !== 'none' && has(PushRuleKind.Override)) await client.deletePushRule(global, PushRuleKind.Override, roomId);
  if (wanted !== 'mentions' && has(PushRuleKind.RoomSpecific)) await client.deletePushRule(global, PushRuleKind.RoomSpecific, roomId);
}
