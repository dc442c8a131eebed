export function CallButton(_: Record<string, unknown>) { return null; }
