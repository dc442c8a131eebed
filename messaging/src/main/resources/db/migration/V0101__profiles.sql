create table profile (
    user_id text collate "C" primary key references account on delete cascade,
    -- An object: displayname, avatar_url and whatever else the person put there. At most 64 KiB.
    fields text not null default '{}',
    -- The display name as one searches for it: lower case, without accents.
    search_name text collate "C" not null default ''
);

create table openid_token (
    hash text collate "C" primary key,
    user_id text collate "C" not null references account on delete cascade,
    expires bigint not null
);
create index openid_token_by_age on openid_token (expires);
