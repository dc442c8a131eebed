import { useAvatarUrl } from '@/matrix/hooks';
import { Avatar } from '@/ui/Avatar';

interface PersonAvatarProps { person: { id: string; name: string; avatar: string | null }; size?: number; square?: boolean }

/** The picture of a person, or, square, of a salon. */
export function PersonAvatar({ person, size = 36, square = false }: PersonAvatarProps) {
  return <Avatar id={person.id} name={person.name} url={useAvatarUrl(person.avatar, size)} size={size} square={square} />;
}
