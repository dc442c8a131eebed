export function CallLayer(props: Record<string, unknown>) {
  void props;
  return null;
}
