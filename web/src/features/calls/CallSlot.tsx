export function CallSlot(_: Record<string, unknown>) { return null; }
