-- Federation with other servers: who is in which room, what is to be sent to whom, what came in.

-- The stays of other servers in rooms: a server gets the events with since < position <= until. Kept up to date by the triggers
-- below, so whoever writes memberships knows nothing of it.
create table federation_stay (
    room bigint not null,
    server text collate "C" not null,
    -- The position at which its first member joined.
    since bigint not null,
    -- The position at which its last member left; null while one is joined.
    until bigint,
    joined integer not null,
    primary key (room, server, since)
);
create unique index federation_stay_open on federation_stay (room, server) where until is null;
create index federation_stay_by_server on federation_stay (server, room);

-- The servers that we send to. One node at a time sends to a destination: the one that holds the lease.
create table federation_destination (
    server text collate "C" primary key,
    -- Everything of the log at or below it was sent, or was not for this server.
    cursor bigint not null,
    last_success timestamptz,
    -- After a failure: not before this time, and how long that wait was.
    retry_at timestamptz,
    retry_interval_ms bigint not null default 0,
    owner text,
    lease_until timestamptz
);

create function server_of(identifier text) returns text language sql immutable parallel safe as
    $$ select substring(identifier from position(':' in identifier) + 1) $$;

create type federation_step as (room bigint, server text, delta integer, position bigint);

create function federation_note(steps federation_step[]) returns void language plpgsql as $$
begin
    update federation_stay stay set joined = stay.joined + step.delta,
        until = case when stay.joined + step.delta <= 0 then step.position end
    from unnest(steps) step
    where stay.room = step.room and stay.server = step.server collate "C" and stay.until is null and step.delta <> 0;

    insert into federation_stay (room, server, since, joined)
    select step.room, step.server, step.position, step.delta from unnest(steps) step
    where step.delta > 0 and not exists (
        select from federation_stay stay
        where stay.room = step.room and stay.server = step.server collate "C"
            and (stay.until is null or stay.since = step.position));

    insert into federation_destination (server, cursor)
    select step.server, min(step.position) from unnest(steps) step group by step.server
    on conflict do nothing;
end $$;

create function federation_note_inserted() returns trigger language plpgsql as $$
declare
    steps federation_step[];
begin
    select array_agg((room, server, delta, position)::federation_step) into steps from (
        select n.room, server_of(u.user_id) as server, count(*) filter (where n.membership = 'join')::integer as delta,
            max(n.position) as position
        from new_rows n join user_name u on u.id = n.member
        where not n.local group by 1, 2) grouped;
    if steps is not null then
        perform federation_note(steps);
    end if;
    return null;
end $$;

create function federation_note_updated() returns trigger language plpgsql as $$
declare
    steps federation_step[];
begin
    select array_agg((room, server, delta, position)::federation_step) into steps from (
        select n.room, server_of(u.user_id) as server,
            (count(*) filter (where n.membership = 'join') - count(*) filter (where o.membership = 'join'))::integer as delta,
            max(n.position) as position
        from new_rows n join old_rows o using (room, member) join user_name u on u.id = n.member
        where not n.local and n.membership <> o.membership group by 1, 2) grouped;
    if steps is not null then
        perform federation_note(steps);
    end if;
    return null;
end $$;

create trigger federation_stays_inserted after insert on membership
    referencing new table as new_rows for each statement execute function federation_note_inserted();
create trigger federation_stays_updated after update on membership
    referencing new table as new_rows old table as old_rows for each statement execute function federation_note_updated();

-- Events of other servers' users that were handed in to us (send_join and its like) and that we pass on to the room's servers.
create table federation_relay (
    event_id text collate "C" primary key,
    origin text not null,
    created timestamptz not null default now()
);

-- To-device messages and other EDUs that must arrive, in order, until the destination has taken them.
create table federation_edu (
    id bigint generated always as identity primary key,
    server text collate "C" not null,
    edu bytea not null
);
create index federation_edu_by_server on federation_edu (server, id);

-- What transactions of other servers were answered: the same transaction gets the same answer. Spec: server-server-api, "Transactions".
create table federation_transaction (
    origin text collate "C" not null,
    transaction_id text collate "C" not null,
    answer bytea not null,
    received timestamptz not null default now(),
    primary key (origin, transaction_id)
);
create index federation_transaction_by_age on federation_transaction (received);

-- Ids of the to-device messages that came from other servers, so that none is delivered twice.
create table federation_message_id (
    sender text collate "C" not null,
    message_id text collate "C" not null,
    received timestamptz not null default now(),
    primary key (sender, message_id)
);
create index federation_message_id_by_age on federation_message_id (received);
