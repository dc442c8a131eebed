-- Rooms that this server entered with a part of their state. See docs/adr/0013-partial-rooms.md.
create table partial_room (
    room bigint not null,
    -- The position at which the part became the room's state.
    entered bigint not null,
    -- Our join, and the number of the state before it, which grows when the rest is there.
    join_event bigint not null,
    base bigint not null,
    -- Who let us in, and who is said to be in the room.
    through text not null,
    servers text[] not null,
    -- The position at which the state was whole (or the stay was over); null until then.
    filled bigint,
    -- Who fills it holds a lease; after a failure it is not tried again before it is due. Milliseconds since 1970.
    attempts integer not null default 0,
    due bigint not null default 0,
    lease_until bigint not null default 0,
    primary key (room, entered)
);
create index partial_room_open on partial_room (room) where filled is null;
create index partial_room_by_entered on partial_room (entered);
create index partial_room_by_filled on partial_room (filled) where filled is not null;

-- Events of other servers that came before the state by which they are to be judged.
create table held_event (
    id bigint generated always as identity primary key,
    room bigint not null,
    event_id text collate "C" not null,
    origin text not null,
    json bytea not null,
    unique (room, event_id)
);
