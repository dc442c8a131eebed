export function CallLayer(_: Record<string, unknown>) { return null; }
