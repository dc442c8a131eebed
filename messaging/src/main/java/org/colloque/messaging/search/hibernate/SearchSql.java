package org.colloque.messaging.search.hibernate;

/** The statements of the search. */
final class SearchSql {

    static final int BATCH = 5_000;

    /**
     * Moves the cursor on and takes in what it passes, and what took a place behind it. Positions become visible in their order, so nothing can appear
     * at or below the highest one that is seen. Answers whether there may be more.
     */
    static final String READ_ON = """
            with last as materialized (select max(position) as position from event where position > 0),
            cursor as materialized (
                select c.position from search_cursor c, last l where c.position < l.position for update of c),
            passed as materialized (
                select e.id, e.position from cursor c join event e on e.position > c.position and e.position > 0
                order by e.position limit %1$d),
            moved as (
                update search_cursor s set position = greatest(s.position, case when (select count(*) from passed) < %1$d
                    then (select position from last) else (select max(position) from passed) end)
                where exists (select from cursor)),
            queued as (
                delete from search_queue q using (select room, event from search_queue limit %1$d for update skip locked) w
                where q.room = w.room and q.event = w.event returning q.event),
            taken as (select id from passed union select event from queued),
            text as materialized (
                select e.room, e.id, e.position, e.sender, e.origin_server_ts, k.kind,
                    text_to_search(k.kind, json_of(e.json) -> 'content') as text
                from taken t join event e on e.id = t.id join slot s on s.id = e.slot
                join (values ('m.room.message', null, 0), ('m.room.name', '', 1), ('m.room.topic', '', 2)) k(type, state_key, kind)
                    on k.type = s.type and k.state_key is not distinct from s.state_key
                where e.status = 0 and e.position is not null and e.redacted_by is null
                    and not exists (select from current_state c join slot x on x.id = c.slot
                        where c.room = e.room and x.type = 'm.room.encryption' and x.state_key = '')),
            added as (
                insert into searched_text (room, event, position, sender, origin_server_ts, kind, words)
                select room, id, position, sender, origin_server_ts, kind, to_tsvector('pg_catalog.french', text)
                    || to_tsvector('pg_catalog.english', text) || array_to_tsvector(array[room_lexeme(room)])
                from text where text is not null
                on conflict do nothing)
            select (select count(*) from passed) >= %1$d or (select count(*) from queued) >= %1$d""".formatted(BATCH);

    private static final int FEW_ROOMS = 50;
    private static final String MARKS = "E'HighlightAll=true,StartSel=\\x02,StopSel=\\x03'";

    /**
     * Of few rooms only the parts of the index are read that hold them. What is counted is what the reader surely sees: rooms that are
     * open to those who join later, and what came after the reader's membership.
     */
    static final String FIND = """
            with query as materialized (select words_to_find($2) as words),
            mine as materialized (
                select m.room, m.membership, m.position, m.membership = 'join' and coalesce((
                    select json_of(v.json) -> 'content' ->> 'history_visibility' not in ('joined', 'invited')
                    from current_state c join slot s on s.id = c.slot join event v on v.id = c.event
                    where c.room = m.room and s.type = 'm.room.history_visibility' and s.state_key = ''), true) as open
                from membership m join user_name u on u.id = m.member join room r on r.id = m.room
                where u.user_id = $1 and not m.forgotten and m.membership in ('join', 'leave', 'ban')
                    and ($3::text[] is null or r.room_id = any($3)) and r.room_id <> all($4::text[])
                    and not exists (select from current_state c join slot x on x.id = c.slot
                        where c.room = m.room and x.type = 'm.room.encryption' and x.state_key = '')),
            ignored as materialized (
                select u.id from account_data a cross join lateral (select json_of(a.content) -> 'ignored_users' as users) j
                cross join lateral jsonb_object_keys(case when jsonb_typeof(j.users) = 'object' then j.users else '{}' end) k(name)
                join user_name u on u.user_id = k.name
                where a.user_id = $1 and a.room_id = '' and a.type = 'm.ignored_user_list' and k.name <> $1),
            hit as materialized (
                select t.room, t.event, t.kind, t.position, t.origin_server_ts as ts,
                    (case when $6 then ts_rank(t.words, (select words from query)) else 0 end)::real as rank
                from searched_text t
                where t.words @@ (select case when numnode(q.words) > 0 and n.count between 1 and %1$d then q.words && n.rooms else q.words end
                        from query q, (select count(*), string_agg(quote_literal(room_lexeme(room)), ' | ')::tsquery as rooms from mine) n)
                    and t.kind = any($5::int[]) and t.sender not in (select id from ignored)
                    and ($9::text is null or t.sender = (select u.id from user_name u where u.user_id = $9))),
            found as materialized (
                select h.room, h.event, h.kind, h.ts, h.rank, m.open or m.membership = 'join' and h.position >= m.position as counted
                from hit h join mine m on m.room = h.room and (m.membership = 'join' or h.position <= m.position)),
            page as materialized (
                select * from found where $7::real is null or (rank, ts, event) < ($7::real, $8::bigint, $10::bigint)
                order by rank desc, ts desc, event desc limit $11::int)
            select p.event, p.rank, p.ts, ts_headline('pg_catalog.french', x.text, q.words, %2$s),
                ts_headline('pg_catalog.english', x.text, q.words, %2$s), (select count(*) from found f where f.counted),
                ts_rank(t.words, q.words)
            from query q, page p join event e on e.id = p.event and e.redacted_by is null
            join searched_text t on t.room = p.room and t.event = p.event
            cross join lateral (select text_to_search(p.kind, json_of(e.json) -> 'content') as text) x
            order by p.rank desc, p.ts desc, p.event desc""".formatted(FEW_ROOMS, MARKS);

    private SearchSql() {
    }
}
