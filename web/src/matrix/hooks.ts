import { createContext, use, useEffect, useMemo, useState } from 'react';
import { Live, useLive } from './core/live';
import { localpartOf } from './ids';
import { strangerOf } from './people/strangers';
import { RoomMembers, type MembersView } from './rooms/members';
import { MessageActions } from './timeline/actions';
import { RoomFiles, type RoomFilesView } from './media/roomFiles';
import { RoomTimeline } from './timeline/roomTimeline';
import type { MediaSource } from './timeline/types';
import type { Conversation } from './conversations/types';
import type { Workspace } from './workspace';

export const WorkspaceContext = createContext<Workspace | null>(null);

/** The open account. Only inside the signed-in part of the client. */
export function useWorkspace(): Workspace {
  const workspace = use(WorkspaceContext);
  if (!workspace) throw new Error('no account is open here');
  return workspace;
}

export const useConversations = (): Conversation[] => useLive(useWorkspace().conversations.all);

export function useConversation(id: string): Conversation | undefined {
  const all = useConversations();
  return useMemo(() => all.find((one) => one.id === id), [all, id]);
}

export const useConnection = () => useLive(useWorkspace().account.connection);
export const useSecurityState = () => useLive(useWorkspace().security.state);
export const useVerification = () => useLive(useWorkspace().verifications.current);
export const useOwnProfile = () => useLive(useWorkspace().profile.own);

/** The timeline of the conversation, alive while the screen shows it. */
export function useRoomTimeline(id: string): RoomTimeline | null {
  const { account } = useWorkspace();
  const timeline = useMemo(() => {
    const room = account.client.getRoom(id);
    return room && new RoomTimeline(account, room);
  }, [account, id]);
  useEffect(() => {
    timeline?.start();
    return () => timeline?.stop();
  }, [timeline]);
  return timeline;
}

export function useMessageActions(id: string): MessageActions | null {
  const { account } = useWorkspace();
  return useMemo(() => {
    const room = account.client.getRoom(id);
    return room && new MessageActions(account, room);
  }, [account, id]);
}

const noMembers = new Live<MembersView>({ members: [], canInvite: false, loading: true });

export function useMembers(id: string): MembersView {
  const { account } = useWorkspace();
  const members = useMemo(() => {
    const room = account.client.getRoom(id);
    return room && new RoomMembers(account, room);
  }, [account, id]);
  useEffect(() => {
    members?.start();
    return () => members?.stop();
  }, [members]);
  return useLive(members?.view ?? noMembers);
}

const noFiles = new Live<RoomFilesView>({ files: [], searching: false, hasOlder: false });

/** The files of the conversation; `further` looks through more of its past. */
export function useRoomFiles(id: string): { view: RoomFilesView; further(): void } {
  const { account } = useWorkspace();
  const files = useMemo(() => {
    const room = account.client.getRoom(id);
    return room && new RoomFiles(account, room);
  }, [account, id]);
  useEffect(() => {
    files?.start();
    return () => files?.stop();
  }, [files]);
  return { view: useLive(files?.view ?? noFiles), further: () => void files?.further() };
}

/** The name of the person, asked for where their conversation does not tell it. */
export function usePersonName(id: string | undefined, known: string | undefined): string {
  const { account } = useWorkspace();
  const unknown = id !== undefined && (known === undefined || known === id);
  const [name, setName] = useState<string | null>(null);
  useEffect(() => {
    if (!unknown) return;
    let current = true;
    void strangerOf(account, id).then((person) => current && setName(person.name));
    return () => { current = false; };
  }, [account, id, unknown]);
  return unknown ? (name ?? localpartOf(id)) : (known ?? '');
}

/** The downloads of the open account; null where there is none, as among the examples. */
export const useDownloads = () => use(WorkspaceContext)?.downloads ?? null;

/** An object URL for the file: null while it is fetched, undefined when it cannot be. */
export function useMediaUrl(source: MediaSource | null): string | null | undefined {
  const downloads = useDownloads();
  const [url, setUrl] = useState<string | null | undefined>(null);
  useEffect(() => {
    if (!source || !downloads) return;
    let current = true;
    downloads.url(source).then((made) => current && setUrl(made), () => current && setUrl(undefined));
    return () => { current = false; };
  }, [downloads, source]);
  return url;
}

/** A small picture of a person or a conversation, or null. */
export function useAvatarUrl(mxc: string | null, size: number): string | null {
  const workspace = use(WorkspaceContext);
  const [made, setMade] = useState<{ mxc: string; url: string } | null>(null);
  useEffect(() => {
    if (!mxc || !workspace) return;
    let current = true;
    workspace.downloads.thumbnail(mxc, size > 40 ? 192 : 96).then((url) => current && setMade({ mxc, url }), () => undefined);
    return () => { current = false; };
  }, [workspace, mxc, size]);
  return made && made.mxc === mxc ? made.url : null;
}
