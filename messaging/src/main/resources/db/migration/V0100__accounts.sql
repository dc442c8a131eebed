-- Accounts, their devices and tokens. All times are milliseconds since the epoch.

create table account (
    user_id text collate "C" primary key,
    -- Argon2id in PHC form; null: nobody can log in by password.
    password_hash text,
    admin boolean not null,
    created bigint not null,
    deactivated boolean not null default false,
    -- Deactivated, with the wish that what can be forgotten is forgotten.
    erased boolean not null default false
);

create table device (
    user_id text collate "C" not null references account on delete cascade,
    device_id text collate "C" not null,
    display_name text,
    created bigint not null,
    last_seen bigint,
    last_seen_address text,
    primary key (user_id, device_id)
);

-- An access token with the refresh token that was given with it. Only hashes are kept (SHA-256, base64).
create table access_token (
    hash text collate "C" primary key,
    refresh_hash text collate "C" unique,
    user_id text collate "C" not null,
    device_id text collate "C" not null,
    -- Null: until logout.
    expires bigint,
    -- The token that this one was got for by refreshing; it goes when this one is first used.
    replaces text collate "C",
    foreign key (user_id, device_id) references device on delete cascade
);
create index access_token_by_device on access_token (user_id, device_id);

-- Which devices changed (made, renamed, new keys, deleted), of local and of remote users: one row for each device with its latest
-- change. The empty device id stands for the user's cross-signing keys.
create table device_list_change (
    user_id text collate "C" not null,
    device_id text collate "C" not null,
    position bigint not null,
    -- The position of the user's change before this one; 0 for none.
    previous bigint not null,
    local boolean not null,
    primary key (user_id, device_id)
);
create unique index device_list_change_by_position on device_list_change (position);

-- Takes note that devices changed. To be called last in a transaction: it holds the order of positions until commit.
create function note_device_changes(who text, devices text[], is_local boolean) returns bigint language plpgsql as $$
declare
    at bigint;
    before bigint;
    device text;
begin
    if coalesce(cardinality(devices), 0) = 0 then
        return null;
    end if;
    at := next_positions(cardinality(devices));
    select coalesce(max(position), 0) into before from device_list_change where user_id = who;
    foreach device in array devices loop
        insert into device_list_change as c values (who, device, at, before, is_local)
        on conflict (user_id, device_id) do update set position = excluded.position, previous = excluded.previous;
        before := at;
        at := at + 1;
    end loop;
    perform pg_notify('colloque_stream', '');
    return before;
end $$;

-- User-interactive authentication that is under way.
create table interactive_session (
    id text collate "C" primary key,
    -- What it is for: the operation, its user and its object. A session serves nothing else.
    purpose text not null,
    completed text[] not null,
    created bigint not null
);
create index interactive_session_by_age on interactive_session (created);

create table registration_nonce (
    nonce text collate "C" primary key,
    created bigint not null
);
