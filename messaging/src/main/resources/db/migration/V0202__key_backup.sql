-- Backups of room keys, encrypted by their owners. Spec: client-server-api, "Server-side key backups".
create table key_backup (
    user_id text collate "C" not null references account on delete cascade,
    version bigint not null,
    algorithm text not null,
    auth_data text not null,
    -- Grows with each change of a key.
    etag bigint not null default 0,
    deleted boolean not null default false,
    primary key (user_id, version)
);

create table key_backup_session (
    user_id text collate "C" not null,
    version bigint not null,
    room_id text collate "C" not null,
    session_id text collate "C" not null,
    first_message_index bigint not null,
    forwarded_count bigint not null,
    is_verified boolean not null,
    session_data text not null,
    primary key (user_id, version, room_id, session_id),
    foreign key (user_id, version) references key_backup on delete cascade
);
