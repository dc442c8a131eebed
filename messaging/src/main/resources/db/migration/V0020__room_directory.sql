-- Aliases of this server and the rooms that its directory publishes.
create table room_alias (
    alias text collate "C" primary key,
    room_id text collate "C" not null,
    creator text collate "C" not null,
    created timestamptz not null default now()
);
create index room_alias_by_room on room_alias (room_id);

create table public_room (
    room_id text collate "C" primary key
);
