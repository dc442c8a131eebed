-- Invites of users here to rooms that this server is in, by what it knows: should it turn out that it is in the room no more (a
-- ban was on its way), the invite stands. Spec: server-server-api, "Inviting to a room".
create table waiting_invite (
    room_id text collate "C" not null,
    user_id text collate "C" not null,
    room_version text not null,
    depth bigint not null,
    event bytea not null,
    -- A JSON list of stripped state events.
    stripped bytea not null,
    received timestamptz not null default now(),
    primary key (room_id, user_id)
);
