-- What was uploaded here or fetched from other servers. The bytes lie in the blob store under their hash, once.
create table media (
    origin text collate "C" not null,
    media_id text collate "C" not null,
    -- SHA-256 of the bytes, in hexadecimal; null as long as the address is only reserved.
    hash text collate "C",
    size bigint,
    content_type text,
    filename text,
    uploader text collate "C",
    created timestamptz not null,
    -- Until when a reserved address waits for its upload.
    expires timestamptz,
    primary key (origin, media_id)
);
create index media_pending on media (uploader, expires) where hash is null;

create table media_thumbnail (
    origin text collate "C" not null,
    media_id text collate "C" not null,
    width integer not null,
    height integer not null,
    method text not null,
    hash text collate "C" not null,
    size bigint not null,
    content_type text not null,
    primary key (origin, media_id, width, height, method)
);
