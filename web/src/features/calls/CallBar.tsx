export function CallBar(_: Record<string, unknown>) { return null; }
