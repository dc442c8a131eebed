-- What administrators may do to accounts without closing them. Spec: client-server-api, "Account locking", "Account suspension".
alter table account add column locked boolean not null default false, add column suspended boolean not null default false;

-- What people have reported, for the operator to read. See docs/operation.md, "Reports".
create table report (
    id bigint generated always as identity primary key,
    reported_at timestamptz not null,
    reporter text collate "C" not null,
    kind text not null check (kind in ('room', 'event', 'user')),
    room_id text collate "C",
    event_id text collate "C",
    user_id text collate "C",
    reason text not null
);
create index report_by_time on report (reported_at);
