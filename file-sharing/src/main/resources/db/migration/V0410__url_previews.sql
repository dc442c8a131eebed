-- What pages of the web say of themselves, for a while, so that a link in a busy room fetches its page once.
create table url_preview (
    url text collate "C" primary key,
    -- Milliseconds since the epoch.
    fetched bigint not null,
    preview bytea not null
);
create index url_preview_by_age on url_preview (fetched);
