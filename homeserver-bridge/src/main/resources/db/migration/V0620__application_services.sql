-- Application services: how far each has heard of what happens here. One node at a time speaks to a service: the one that holds the lease.
create table application_service (
    id text collate "C" primary key,
    -- Everything of the log at or below it was taken, or was not for this service.
    cursor bigint not null,
    -- The namespaces for which application_service_member holds; others mean that it is to be found anew.
    namespaces text not null default '',
    -- The transactions of this database: the ids of two databases are never the same.
    epoch text not null,
    -- The number of the newest transaction.
    transaction bigint not null default 0,
    -- The transaction that is under way: it is sent as it is until it was taken; then the cursor goes to its place.
    body bytea,
    upto bigint,
    -- The messages to devices in it, which go when it was taken.
    messages bigint[] not null default '{}',
    -- After a failure: not before this time, and how long that wait was.
    retry_at timestamptz,
    retry_interval_ms bigint not null default 0,
    owner text,
    lease_until timestamptz
);

-- The users of the service's namespaces who are joined to a room, as of the newest transaction (or of the cursor, when none is under way).
create table application_service_member (
    service text collate "C" not null,
    room_id text collate "C" not null,
    member text collate "C" not null,
    primary key (service, room_id, member)
);
