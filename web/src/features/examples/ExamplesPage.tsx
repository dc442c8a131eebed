export default function ExamplesPage() {
  return <main />;
}
