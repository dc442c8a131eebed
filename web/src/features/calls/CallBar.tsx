export function CallBar(props: Record<string, unknown>) {
  void props;
  return null;
}
