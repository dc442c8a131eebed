-- Filters that clients have uploaded. Spec: client-server-api, "Filtering".
create table sync_filter (
    id bigint generated always as identity primary key,
    user_id text collate "C" not null,
    digest bytea not null,
    definition bytea not null,
    unique (user_id, digest)
);

-- Account data, global (room id '') and of rooms; push rules and read markers too. Spec: client-server-api, "Client Config".
create table account_data (
    user_id text collate "C" not null,
    room_id text collate "C" not null,
    type text collate "C" not null,
    content bytea not null,
    position bigint not null,
    primary key (user_id, room_id, type)
);
create index account_data_by_position on account_data (position);

-- How far users have read. thread_id is '' for receipts that know no threads. Spec: client-server-api, "Receipts".
create table receipt (
    room_id text collate "C" not null,
    user_id text collate "C" not null,
    type text collate "C" not null,
    thread_id text collate "C" not null,
    event_id text collate "C" not null,
    ts bigint not null,
    -- The position of the event in the timeline; null when we do not hold it.
    event_position bigint,
    position bigint not null,
    primary key (room_id, user_id, type, thread_id)
);
create index receipt_by_position on receipt (position);

-- How many events a user has not read: those counted up to a position of the log. thread_id is 'main' outside threads.
create table unread_count (
    user_id text collate "C" not null,
    room_id text collate "C" not null,
    thread_id text collate "C" not null,
    notifications integer not null,
    highlights integer not null,
    -- Events at or below it are counted or read: they must not be counted again.
    counted_to bigint not null,
    primary key (user_id, room_id, thread_id)
);

-- Up to where the log was read for counting.
create table unread_cursor (
    only_one boolean primary key default true check (only_one),
    position bigint not null
);
insert into unread_cursor (position) values (0);
