-- Rooms, events and state. See docs/building.md, "The log" and "Rooms".

-- The one order of everything that a client's /sync can see. Positions are taken under an advisory lock that is held until
-- commit, so a reader that has seen position n has seen everything at or below n.
create sequence stream_position;

create function next_positions(how_many integer) returns bigint language plpgsql as $$
declare
    first bigint;
begin
    perform pg_advisory_xact_lock(4865);
    first := nextval('stream_position');
    if how_many > 1 then
        perform setval('stream_position', first + how_many - 1);
    end if;
    return first;
end $$;

-- Numbers for events, handed to nodes in blocks of 1000: a node names events before it commits them.
create sequence event_number increment by 1000;
-- Positions of events that came by backfill: they count down, before everything that is live.
create sequence backfill_position increment by -1 start with -1;

create table user_name (
    id bigint generated always as identity primary key,
    user_id text collate "C" not null unique
);

-- A (type, state_key) pair; the state key is null for the types of messages.
create table slot (
    id bigint generated always as identity primary key,
    type text collate "C" not null,
    state_key text collate "C",
    unique nulls not distinct (type, state_key)
);

create table room (
    -- From the blocks of event_number: a node names a room, as its events, before it commits it.
    id bigint primary key,
    room_id text collate "C" not null unique,
    version text not null,
    -- The head: what the next event is built on. It changes only together with its version.
    head_version bigint not null default 0,
    depth bigint not null default 0,
    extremities bigint[] not null default '{}',
    snapshot bigint not null default 0,
    -- Members by the current state, counted as it happens; part of the head.
    joined integer not null default 0,
    invited integer not null default 0,
    local_joined integer not null default 0,
    -- Whether this server takes part in the room (has at least one local member joined).
    local boolean generated always as (local_joined > 0) stored
) with (fillfactor = 60);

create table event (
    room bigint not null,
    id bigint not null,
    event_id text collate "C" not null,
    -- > 0 live, < 0 backfilled, null: not part of the timeline (outlier, rejected, soft-failed).
    position bigint,
    slot bigint not null,
    sender bigint not null,
    depth bigint not null,
    origin_server_ts bigint not null,
    -- 0 accepted, 1 soft-failed, 2 rejected, 3 outlier (state before it is not known)
    status smallint not null,
    -- The state before the event; 0 is the empty state, null for outliers.
    snapshot bigint,
    -- Numbers of the auth events, and of those previous events that we hold.
    auth bigint[] not null,
    prev bigint[] not null,
    redacted_by bigint,
    -- The canonical bytes as signed (of the redacted form once a redaction took effect).
    json bytea not null,
    primary key (id)
);
do $$ begin
    alter table event alter column json set compression lz4;
exception when feature_not_supported then
    null; -- A PostgreSQL built without lz4 keeps its default compression.
end $$;
create unique index event_by_name on event (event_id);
create unique index event_by_position on event (position) where position > 0;
create index event_by_room on event (room, position) where position is not null;

-- Previous events that we do not hold: where backfill goes on. Deleted when the event arrives.
create table backward_extremity (
    room bigint not null,
    event_id text collate "C" not null,
    child bigint not null,
    primary key (room, event_id, child)
);

-- A state is its parent's with differences; event 0 removes the slot. The state after a state event (not rejected, no outlier)
-- has that event's number; a state that was resolved has a number of its own. Snapshot 0 is the empty state.
-- Generation n has the parent of generation n - lowbit(n), so that any state is at most log2(n) rows away.
create table snapshot (
    room bigint not null,
    id bigint not null,
    parent bigint not null,
    generation integer not null,
    slots bigint[] not null,
    events bigint[] not null,
    primary key (room, id)
);

-- The state at the head, for queries over many rooms.
create table current_state (
    room bigint not null,
    slot bigint not null,
    event bigint not null,
    primary key (room, slot)
) with (fillfactor = 80);

create table membership (
    room bigint not null,
    member bigint not null,
    membership text not null,
    event bigint not null,
    -- The position of the event, for the sync of rooms left.
    position bigint not null,
    local boolean not null,
    forgotten boolean not null default false,
    primary key (room, member)
);
create index membership_by_member on membership (member, membership);

-- What a client's transaction id became. Spec: client-server-api, "Transaction identifiers".
create table client_transaction (
    sender bigint not null,
    device_id text collate "C" not null,
    room bigint not null,
    transaction_id text collate "C" not null,
    event bigint not null,
    created timestamptz not null default now(),
    primary key (room, sender, device_id, transaction_id)
);
create index client_transaction_by_age on client_transaction (created);

-- Redactions by what they redact, for a target that arrives after its redaction.
create table redaction (
    room bigint not null,
    target text collate "C" not null,
    event bigint not null,
    primary key (room, target, event)
);

-- What an invited or knocking user may see of a room that this server is not in: a JSON list of stripped state events.
create table stripped_state (
    room bigint not null,
    member bigint not null,
    state bytea not null,
    primary key (room, member)
);

-- The keys that this server signs with. All nodes share the one that has not expired.
create table signing_key (
    id text collate "C" primary key,
    -- The form "ed25519 <version> <base64 seed>".
    secret text not null,
    created timestamptz not null default now(),
    expired timestamptz
);
create unique index signing_key_current on signing_key ((expired is null)) where expired is null;
