-- Keys for end-to-end encryption. Statements that take a position lock rows first and take the position last, and never in the
-- statement whose end runs cascades: whoever holds the order of positions must not wait for anybody.

-- The chain of a user's changes is one of devices: cross-signing keys (the empty device id) are told to other servers apart.
create or replace function note_device_changes(who text, devices text[], is_local boolean) returns bigint language plpgsql as $$
declare
    at bigint;
    before bigint;
    device text;
begin
    if coalesce(cardinality(devices), 0) = 0 then
        return null;
    end if;
    at := next_positions(cardinality(devices));
    select coalesce(max(position), 0) into before from device_list_change where user_id = who and device_id <> '';
    foreach device in array devices loop
        insert into device_list_change as c values (who, device, at, before, is_local)
        on conflict (user_id, device_id) do update set position = excluded.position, previous = excluded.previous;
        if device <> '' then
            before := at;
        end if;
        at := at + 1;
    end loop;
    perform pg_notify('colloque_stream', '');
    return at - 1;
end $$;

-- The identity keys of local devices, as uploaded.
create table device_key (
    user_id text collate "C" not null,
    device_id text collate "C" not null,
    keys text not null,
    primary key (user_id, device_id),
    foreign key (user_id, device_id) references device on delete cascade
);

-- Each is given to one claim, in the order of upload, and deleted with that.
create table one_time_key (
    id bigint generated always as identity primary key,
    user_id text collate "C" not null,
    device_id text collate "C" not null,
    algorithm text collate "C" not null,
    key_id text collate "C" not null,
    key text not null,
    unique (user_id, device_id, algorithm, key_id),
    foreign key (user_id, device_id) references device on delete cascade
);
create index one_time_key_in_order on one_time_key (user_id, device_id, algorithm, id);

create table fallback_key (
    user_id text collate "C" not null,
    device_id text collate "C" not null,
    algorithm text collate "C" not null,
    key_id text collate "C" not null,
    key text not null,
    used boolean not null default false,
    primary key (user_id, device_id, algorithm),
    foreign key (user_id, device_id) references device on delete cascade
);

-- When what is left for others to claim last changed. No foreign key: see above.
create table key_count_change (
    user_id text collate "C" not null,
    device_id text collate "C" not null,
    position bigint not null,
    primary key (user_id, device_id)
);
create unique index key_count_change_by_position on key_count_change (position);

create function note_key_counts(users text[], devices text[]) returns bigint language plpgsql as $$
declare
    first bigint;
begin
    if coalesce(cardinality(users), 0) = 0 then
        return null;
    end if;
    first := next_positions(cardinality(users));
    insert into key_count_change as c
        select u, d, first + n - 1 from unnest(users, devices) with ordinality as t (u, d, n)
    on conflict (user_id, device_id) do update set position = excluded.position;
    perform pg_notify('colloque_stream', '');
    return first;
end $$;

-- Cross-signing keys of local and of remote users. usage: master, self_signing, user_signing.
create table cross_signing_key (
    user_id text collate "C" not null,
    usage text not null,
    public_key text collate "C" not null,
    -- As uploaded, with the signatures of its owner alone.
    key text not null,
    primary key (user_id, usage)
);

-- Signatures that came after the keys. target: a device id or the public key of a cross-signing key.
create table key_signature (
    target_user text collate "C" not null,
    target text collate "C" not null,
    signer text collate "C" not null,
    key_id text collate "C" not null,
    signature text not null,
    primary key (target_user, target, signer, key_id)
);

-- Whose keys a user has signed, and when last: the user's own devices have to know.
create table signature_change (
    signer text collate "C" not null,
    target_user text collate "C" not null,
    position bigint not null,
    primary key (signer, target_user)
);
create unique index signature_change_by_position on signature_change (position);

create function note_signatures(who text, targets text[]) returns bigint language plpgsql as $$
declare
    first bigint;
begin
    if coalesce(cardinality(targets), 0) = 0 then
        return null;
    end if;
    first := next_positions(cardinality(targets));
    insert into signature_change as c
        select who, t, first + n - 1 from unnest(targets) with ordinality as x (t, n)
    on conflict (signer, target_user) do update set position = excluded.position;
    perform pg_notify('colloque_stream', '');
    return first;
end $$;

-- The device lists of users of other servers that are kept up to date: those who share a room with somebody here.
create table remote_device_list (
    user_id text collate "C" primary key,
    -- The last update that was taken in.
    stream_id bigint not null,
    -- An update is missing: to be fetched anew before it is used.
    stale boolean not null default false
);

create table remote_device (
    user_id text collate "C" not null references remote_device_list on delete cascade,
    device_id text collate "C" not null,
    display_name text,
    -- Null: a device without keys.
    keys text,
    primary key (user_id, device_id)
);
