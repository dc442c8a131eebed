-- The OAuth 2.0 API: clients, what people have granted them, and grants that are under way. All times are milliseconds since the epoch.
-- Spec: client-server-api, "OAuth 2.0 API".

-- A client that registered itself. Its id follows from what it says of itself: those that say the same are the same.
create table oauth_client (
    client_id text collate "C" primary key,
    metadata text not null,
    created bigint not null,
    -- When somebody last registered it so.
    registered bigint not null
);

-- What somebody granted to a client for one device. It ends with the device.
create table oauth_grant (
    id text collate "C" primary key,
    user_id text collate "C" not null,
    device_id text collate "C" not null,
    client_id text collate "C" not null references oauth_client,
    scope text not null,
    created bigint not null,
    unique (user_id, device_id),
    foreign key (user_id, device_id) references device on delete cascade
);
create index oauth_grant_by_client on oauth_grant (client_id);

-- Null: the token was not got by OAuth 2.0.
alter table access_token add column grant_id text collate "C" references oauth_grant on delete cascade;
create index access_token_by_grant on access_token (grant_id) where grant_id is not null;

-- Refresh tokens that were replaced: who shows one again has stolen it, or was stolen from.
create table retired_refresh_token (
    hash text collate "C" primary key,
    grant_id text collate "C" not null references oauth_grant on delete cascade,
    retired bigint not null
);
create index retired_refresh_token_by_grant on retired_refresh_token (grant_id);

create table authorization_code (
    hash text collate "C" primary key,
    -- The grant that it will make.
    grant_id text collate "C" not null,
    client_id text collate "C" not null references oauth_client on delete cascade,
    user_id text collate "C" not null references account on delete cascade,
    device_id text collate "C" not null,
    scope text not null,
    redirect_uri text not null,
    -- Base64url of the SHA-256 of what the client will prove to know. Spec: RFC 7636.
    challenge text not null,
    expires bigint not null,
    uses integer not null default 0
);
create index authorization_code_by_age on authorization_code (expires);

-- A device without a browser asks for a grant, which somebody gives it elsewhere. Spec: RFC 8628.
create table device_authorization (
    hash text collate "C" primary key,
    user_code text collate "C" not null unique,
    client_id text collate "C" not null references oauth_client on delete cascade,
    device_id text collate "C" not null,
    scope text not null,
    expires bigint not null,
    -- The device must not ask more often than every so many milliseconds.
    pace bigint not null,
    asked bigint not null default 0,
    -- Who granted or denied it; null: nobody yet.
    user_id text collate "C" references account on delete cascade,
    granted boolean
);
create index device_authorization_by_age on device_authorization (expires);

-- Somebody who is logged in to the account's own pages in a browser. Only the hash of what the cookie holds is kept.
create table browser_session (
    hash text collate "C" primary key,
    user_id text collate "C" not null references account on delete cascade,
    -- A hash of the password's hash when it was given: with another password the session is over.
    password text collate "C" not null,
    expires bigint not null
);
create index browser_session_by_age on browser_session (expires);
create index browser_session_by_user on browser_session (user_id);

-- Who allowed, on the account's own pages, that the cross-signing keys are replaced; good until the time that stands here.
create table cross_signing_reset (
    user_id text collate "C" primary key references account on delete cascade,
    until bigint not null
);
