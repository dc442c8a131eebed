-- Tokens with which somebody who is logged in brings in another device: each good for one login, for a short while. Only hashes are kept.
create table login_token (
    hash text collate "C" primary key,
    user_id text collate "C" not null references account on delete cascade,
    expires bigint not null
);
create index login_token_by_age on login_token (expires);
