import type { Session } from '@/matrix/session';
import { Starting } from './Starting';

export default function SignedIn(_: { session: Session }) {
  return <Starting />;
}
