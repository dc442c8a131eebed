-- The signing keys of other servers. Spec: server-server-api, "Retrieving server keys". Times are milliseconds since the epoch.

-- What a server published last, as it signed it: handed on when we are asked as a notary.
create table server_key_document (
    server text collate "C" primary key,
    document bytea not null,
    received_at bigint not null,
    valid_until bigint not null
);

-- Each key that a server ever published, and the last moment of what it may have signed.
create table server_key (
    server text collate "C" not null,
    key_id text collate "C" not null,
    key text not null,
    valid_until bigint not null,
    primary key (server, key_id)
);
