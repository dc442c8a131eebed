-- Addresses of accounts, each of one account at most, in the form in which they are compared. All times are milliseconds since the epoch.
create table account_email (
    address text collate "C" primary key,
    user_id text collate "C" not null references account on delete cascade,
    validated_at bigint not null,
    added_at bigint not null
);
create index account_email_by_user on account_email (user_id);

-- Proofs of addresses that are under way: a mail has a link with the token, and whoever follows it reads that address.
create table email_validation (
    sid text collate "C" primary key,
    -- What it is for; it serves nothing else.
    purpose text collate "C" not null,
    address text collate "C" not null,
    -- SHA-256, base64.
    client_secret text collate "C" not null,
    -- Good only together with the secret, which is not kept.
    token text collate "C" not null,
    send_attempt bigint not null,
    next_link text,
    created bigint not null,
    validated_at bigint,
    unique (purpose, address, client_secret)
);
create index email_validation_by_age on email_validation (created);

-- Mail that is to be handed to the mail server. A row goes when the server has taken it, has refused it for good, or when it is too old.
create table mail_outbox (
    id text collate "C" primary key,
    recipient text not null,
    subject text not null,
    body text not null,
    expires bigint not null,
    -- When to try next, and the wait that this was.
    due bigint not null,
    wait bigint not null default 0,
    -- Until then one node sends it, and no other.
    leased_until bigint not null default 0
);
create index mail_outbox_by_time on mail_outbox (due);
