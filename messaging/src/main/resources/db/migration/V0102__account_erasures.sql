-- Local users who asked to be forgotten: who joins a room after this position of the log gets their events redacted.
-- Spec: client-server-api, POST /account/deactivate, "erase".
create table account_erasure (
    user_id text collate "C" primary key,
    position bigint not null
);
create index account_erasure_by_position on account_erasure (position);
insert into account_erasure (user_id, position)
    select user_id, (select case when is_called then last_value else 0 end from stream_position) from account where erased;
