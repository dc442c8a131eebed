export function CallSlot(props: Record<string, unknown>) {
  void props;
  return null;
}
