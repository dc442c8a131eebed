package org.colloque.messaging.sync.hibernate;

/** The statements of syncs. */
final class SyncSql {

    /** What {@link SyncRows#event} reads, after the place in the list, from event e, room r, and the redaction rb. */
    static final String EVENT = "e.id, e.event_id, e.position, e.status, e.snapshot, r.version, rb.event_id, rb.json, e.json";

    static final String LOAD = """
            with me as (select id from user_name where user_id = $1)
            select 0, m.room, m.event, m.position, r.room_id, r.version, m.membership, coalesce(s.user_id, $1),
                convert_to(x.member_before, 'utf8')
            from me join membership m on m.member = me.id join room r on r.id = m.room
                left join event e on e.id = m.event left join user_name s on s.id = e.sender
                left join state_change x on x.position = m.position
            where not m.forgotten
            union all
            select 1, a.position, null, null, a.room_id, a.type, null, null, a.content from account_data a where a.user_id = $1
            union all
            """;

    static final String UNREAD = """
            select 2, c.notifications, c.highlights, c.counted_to, c.room_id, c.thread_id, null, null, null
            from unread_count c where c.user_id = $1 and (c.notifications > 0 or c.highlights > 0)
            union all
            select 3, p.event_position, null, null, p.room_id, p.thread_id, null, null, null from receipt p
            where p.user_id = $1 and p.event_position is not null and p.type in ('m.read', 'm.read.private')
            union all
            select 4, position, null, null, null, null, null, null, null from unread_cursor""";

    static final String TIMELINES = """
            with me as (select id from user_name where user_id = $9)
            select w.i, %s, x.transaction_id, g.after is not null,
                exists (select from relation c where c.room = e.room and c.target = e.event_id and c.rel_type in ('m.replace', 'm.thread', 'm.reference'))
            from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[]) with ordinality as w(room, above, up_to, most, i)
            join room r on r.id = w.room
            left join lateral (
                select max(c.position) as after from backward_extremity b join event c on c.id = b.child
                where b.room = w.room and c.position > w.above and c.position <= w.up_to and c.status = 0) g on true
            cross join lateral (
                select v.* from event v
                where v.room = w.room and v.position > w.above and v.position <= w.up_to and v.position >= coalesce(g.after, w.above)
                    and (v.status = 0 or w.above = w.up_to - 1)
                    and ($5::text[] is null or exists (select from slot s where s.id = v.slot and s.type like any($5)))
                    and ($6::text[] is null or not exists (select from slot s where s.id = v.slot and s.type like any($6)))
                    and ($7::text[] is null or exists (select from user_name u where u.id = v.sender and u.user_id = any($7)))
                    and ($8::text[] is null or not exists (select from user_name u where u.id = v.sender and u.user_id = any($8)))
                    and ($11::text[] is null or exists (select from slot s where s.id = v.slot and s.state_key is not null)
                        or not exists (select from user_name u where u.id = v.sender and u.user_id = any($11)))
                order by v.position desc limit w.most) e
            left join event rb on rb.id = e.redacted_by
            left join client_transaction x on e.sender = (select id from me) and x.room = e.room and x.sender = e.sender
                and x.device_id = $10 and x.event = e.id
            order by w.i, e.position""".formatted(EVENT);

    /** $3: 0 all, 1 all with lazy members, 2 the slot of the event in $4, 3 lazy members only, 4 what may be seen from outside with that event. */
    static final String STATES = """
            with recursive wanted as (
                select w.i, w.room, case w.snapshot when -1 then r.snapshot when -2 then v.snapshot else w.snapshot end as snapshot, w.part, v.slot, v.id as event
                from unnest($1::bigint[], $2::bigint[], $3::int[], $4::bigint[]) with ordinality as w(room, snapshot, part, event, i)
                join room r on r.id = w.room left join event v on v.id = w.event),
            chain as (
                select w.i, w.room, w.part, w.slot as only, s.parent, 0 as distance, s.slots, s.events
                from wanted w join snapshot s on s.room = w.room and s.id = w.snapshot
                union all
                select c.i, c.room, c.part, c.only, s.parent, c.distance + 1, s.slots, s.events
                from chain c join snapshot s on s.room = c.room and s.id = c.parent where c.parent <> 0),
            entries as (
                select c.i, c.part, c.distance, n.slot, n.event from chain c cross join lateral unnest(c.slots, c.events) as n(slot, event)
                where c.part <> 2 or n.slot = c.only),
            effective as (
                select * from (select distinct on (i, slot) i, part, slot, event from entries order by i, slot, distance) nearest
                union
                select i, part, slot, event from wanted where part = 4)
            select f.i, %s
            from effective f join slot s on s.id = f.slot join event e on e.id = f.event join room r on r.id = e.room
            left join event rb on rb.id = e.redacted_by
            where f.part in (0, 2)
                or f.part = 4 and (s.state_key = '' or exists (select from wanted w where w.i = f.i and w.event = f.event))
                or f.part = 1 and s.type <> 'm.room.member' or s.type = 'm.room.member' and s.state_key = any($5)
            order by f.i""".formatted(EVENT);

    /** Events of the timeline where they are wanted, and always what changed without one. The last column is the place in the log. */
    static final String STATE_CHANGES = """
            select distinct on (w.i, c.slot) w.i, %s, c.position
            from unnest($1::bigint[], $2::bigint[], $3::bigint[], $5::boolean[]) with ordinality as w(room, above, up_to, events, i)
            join room r on r.id = w.room
            cross join lateral (
                select v.id as event, v.slot, v.position from event v join slot s on s.id = v.slot and s.state_key is not null
                where w.events and v.room = w.room and v.position > w.above and v.position <= w.up_to and v.status = 0
                union all
                select x.event, x.slot, x.position from state_change x
                where x.room = w.room and x.position > w.above and x.position <= w.up_to) c
            join event e on e.id = c.event and e.id <> all($4)
            left join event rb on rb.id = e.redacted_by
            order by w.i, c.slot, c.position desc""".formatted(EVENT);

    static final String SUMMARIES = """
            select r.room_id, n.joined, n.invited, t.named, t.users, t.present
            from unnest($1::text[]) as w(room_id) join room r on r.room_id = w.room_id
            cross join lateral (
                select count(*) filter (where m.membership = 'join') as joined, count(*) filter (where m.membership = 'invite') as invited
                from membership m where m.room = r.id) n
            cross join lateral (
                select exists (
                    select from current_state c join slot s on s.id = c.slot join event v on v.id = c.event
                    cross join lateral (select json_of(v.json) -> 'content' as content) j
                    where c.room = r.id and s.type in ('m.room.name', 'm.room.canonical_alias') and s.state_key = ''
                        and (j.content ->> 'name' <> '' or j.content ->> 'alias' <> '')) as named) q
            cross join lateral (
                select q.named, array_agg(h.user_id order by h.place) as users, array_agg(h.present order by h.place) as present from (
                    select u.user_id, m.membership in ('join', 'invite') as present,
                        row_number() over (order by m.membership in ('join', 'invite') desc, m.position) as place
                    from membership m join user_name u on u.id = m.member
                    where m.room = r.id and m.membership <> 'knock' and not q.named order by place limit 6) h) t""";

    static final String STRIPPED = """
            select t.room, t.state from stripped_state t join user_name u on u.id = t.member
            where u.user_id = $1 and t.room = any($2)""";

    static final String SHARING = """
            select distinct o.user_id from user_name me join membership mine on mine.member = me.id and mine.membership = 'join'
            join membership theirs on theirs.room = mine.room and theirs.membership = 'join'
            join user_name o on o.id = theirs.member
            where me.user_id = $1 and o.user_id = any($2)""";

    static final String MEMBERS = """
            select distinct u.user_id from room r join membership m on m.room = r.id and m.membership = 'join'
            join user_name u on u.id = m.member where r.room_id = any($1)""";

    private SyncSql() {
    }
}
