export function CallButton(props: Record<string, unknown>) {
  void props;
  return null;
}
