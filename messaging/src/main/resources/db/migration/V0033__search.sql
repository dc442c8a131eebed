-- What may be searched. See docs/building.md, "Search".

-- One row for each message, name and topic of rooms that are not encrypted; filled behind the log, by whoever moves the cursor.
create table searched_text (
    room bigint not null,
    event bigint not null,
    position bigint not null,
    sender bigint not null,
    origin_server_ts bigint not null,
    -- 0 content.body of a message, 1 content.name, 2 content.topic.
    kind smallint not null,
    -- Stemmed as French and as English, and the lexeme that stands for the room.
    words tsvector not null,
    primary key (room, event)
);
create index searched_text_by_words on searched_text using gin (words);

create table search_cursor (position bigint not null);
insert into search_cursor values (0);

-- Events that took a place behind the cursor: history that was fetched later.
create table search_queue (
    room bigint not null,
    event bigint not null,
    primary key (room, event)
);
insert into search_queue (room, event)
select e.room, e.id from event e join slot s on s.id = e.slot and s.type in ('m.room.message', 'm.room.name', 'm.room.topic')
where e.position < 0 and e.status = 0;

-- The lexeme that stands for a room: no text has one like it.
create function room_lexeme(room bigint) returns text language sql immutable as $$ select chr(31) || room $$;

-- The text of an event that may be searched; null when there is none.
create function text_to_search(kind integer, content jsonb) returns text language sql immutable as $$
    select nullif(case kind when 0 then content ->> 'body' when 1 then content ->> 'name' else concat_ws(' ', content ->> 'topic', (
        select string_agg(t ->> 'body', ' ') from jsonb_path_query(content, '$."m.topic"."m.text"[*]') t
        where coalesce(t ->> 'mimetype', 'text/plain') = 'text/plain' and t ->> 'body' is distinct from content ->> 'topic')) end, '')
$$;

-- What a term looks for. A term of nothing but stop words of one language is no cause for a notice.
create function words_to_find(term text) returns tsquery language sql stable set client_min_messages = warning as $$
    select plainto_tsquery('pg_catalog.french', term) || plainto_tsquery('pg_catalog.english', term)
$$;
