package org.colloque.messaging.event.hibernate;

import java.util.stream.IntStream;

/**
 * The one statement that appends. Rows of rooms are locked in order of number, so that nodes never wait for each other in a
 * circle; the log's lock comes after them and is the last to be waited for.
 */
final class AppendSql {

    private static final String APPEND = """
            with head as (
                select * from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::bigint[], $6::int[], $7::int[], $8::int[],
                    $9::int[], $10::text[], $11::text[])
                    h(room, expected, depth, extremities, snapshot, joined, invited, local_joined, live, room_id, version)),
            seen as (
                select t.room from unnest($12::bigint[], $13::bigint[], $14::text[], $15::text[]) t(room, sender, device_id, transaction_id)
                join client_transaction c using (room, sender, device_id, transaction_id)),
            locked as materialized (
                select r.id from room r join head h on r.id = h.room
                where r.head_version = h.expected and h.room not in (select room from seen)
                order by r.id for update of r),
            moved as (
                update room r set head_version = h.expected + 1, depth = h.depth, extremities = h.extremities::bigint[],
                    snapshot = h.snapshot, joined = h.joined, invited = h.invited, local_joined = h.local_joined
                from locked l join head h on h.room = l.id where r.id = l.id
                returning r.id),
            made as (
                insert into room (id, room_id, version, depth, extremities, snapshot, joined, invited, local_joined)
                select room, room_id, version, depth, extremities::bigint[], snapshot, joined, invited, local_joined
                from head where expected = -1 order by room_id
                on conflict (room_id) do nothing returning id),
            done as materialized (select id from moved union all select id from made),
            base as materialized (
                select next_positions(sum(h.live)::int) as first from done d join head h on h.room = d.id having sum(h.live) > 0),
            placed as materialized (
                select h.room, (select first from base) + sum(h.live) over (order by h.room) - h.live as first
                from done d join head h on h.room = d.id),
            new_event as (
                insert into event (room, id, event_id, position, slot, sender, depth, origin_server_ts, status, snapshot, auth, prev, json,
                    redacted_by)
                select e.room, e.id, e.event_id, coalesce(p.first + e.ordinal, e.position), e.slot, e.sender, e.depth, e.ts,
                    e.status, e.snapshot, e.auth::bigint[], e.prev::bigint[], e.json, e.redacted_by
                from unnest($16::bigint[], $17::bigint[], $18::text[], $19::int[], $20::bigint[], $21::bigint[], $22::bigint[], $23::bigint[],
                    $24::bigint[], $25::int[], $26::bigint[], $27::text[], $28::text[], $29::bytea[], $30::bigint[])
                    e(room, id, event_id, ordinal, position, slot, sender, depth, ts, status, snapshot, auth, prev, json, redacted_by)
                join placed p on p.room = e.room
                on conflict (event_id) do update set position = excluded.position, status = excluded.status,
                    snapshot = excluded.snapshot, prev = excluded.prev, json = excluded.json,
                    redacted_by = excluded.redacted_by where event.status = 3),
            new_snapshot as (
                insert into snapshot (room, id, parent, generation, slots, events)
                select s.room, s.id, s.parent, s.generation, s.slots::bigint[], s.events::bigint[]
                from unnest($31::bigint[], $32::bigint[], $33::bigint[], $34::int[], $35::text[], $36::text[])
                    s(room, id, parent, generation, slots, events)
                join done d on d.id = s.room
                on conflict do nothing),
            filled as (
                insert into current_state (room, slot, event)
                select c.room, c.slot, c.event from unnest($37::bigint[], $38::bigint[], $39::bigint[]) c(room, slot, event)
                join done d on d.id = c.room where c.event <> 0
                on conflict (room, slot) do update set event = excluded.event),
            emptied as (
                delete from current_state s using unnest($37::bigint[], $38::bigint[], $39::bigint[]) c(room, slot, event), done d
                where d.id = c.room and c.event = 0 and s.room = c.room and s.slot = c.slot),
            members as (
                insert into membership (room, member, membership, event, position, local)
                select m.room, m.member, m.membership, m.event, coalesce(p.first + m.ordinal, 0), m.local
                from unnest($40::bigint[], $41::bigint[], $42::text[], $43::bigint[], $44::int[], $45::boolean[])
                    m(room, member, membership, event, ordinal, local)
                join placed p on p.room = m.room
                on conflict (room, member) do update set membership = excluded.membership, event = excluded.event,
                    position = excluded.position, forgotten = false),
            transactions as (
                insert into client_transaction (room, sender, device_id, transaction_id, event)
                select t.room, t.sender, t.device_id, t.transaction_id, t.event
                from unnest($12::bigint[], $13::bigint[], $14::text[], $15::text[], $46::bigint[])
                    t(room, sender, device_id, transaction_id, event)
                join done d on d.id = t.room)
            %s
            select h.room, p.room is not null, coalesce(p.first, 0), s.room is not null,
                (select true from base, pg_notify('colloque_stream', ''))
            from head h left join placed p on p.room = h.room left join (select distinct room from seen) s on s.room = h.room""";

    /** What only some appends have to do; a send does without. */
    private static final String LINKS = """
            , missing as (
                insert into backward_extremity (room, event_id, child)
                select b.room, b.event_id, b.child from unnest($47::bigint[], $48::text[], $49::bigint[]) b(room, event_id, child)
                join done d on d.id = b.room on conflict do nothing),
            arrived as (
                delete from backward_extremity b using unnest($50::bigint[], $51::text[]) a(room, event_id), done d
                where d.id = a.room and b.room = a.room and b.event_id = a.event_id),
            redacts as (
                insert into redaction (room, target, event)
                select x.room, x.target, x.event from unnest($52::bigint[], $53::text[], $54::bigint[]) x(room, target, event)
                join done d on d.id = x.room on conflict do nothing),
            redacted as (
                update event e set json = x.json, redacted_by = x.redaction
                from unnest($55::bigint[], $56::bigint[], $57::bigint[], $58::bytea[]) x(room, target, redaction, json), done d
                where d.id = x.room and e.id = x.target and e.redacted_by is null),
            unrelated as (
                delete from relation c using unnest($55::bigint[], $56::bigint[]) x(room, child), done d
                where d.id = x.room and c.room = x.room and c.child = x.child),
            unsearched as (
                delete from searched_text t using unnest($55::bigint[], $56::bigint[]) x(room, event), done d
                where d.id = x.room and t.room = x.room and t.event = x.event),
            searched_later as (
                insert into search_queue (room, event)
                select e.room, e.id from unnest($16::bigint[], $17::bigint[], $20::bigint[], $21::bigint[], $25::int[])
                    e(room, id, position, slot, status)
                join slot s on s.id = e.slot and s.type in ('m.room.message', 'm.room.name', 'm.room.topic')
                join done d on d.id = e.room
                where e.position is not null and e.status = 0 on conflict do nothing),
            stripped as (
                insert into stripped_state (room, member, state)
                select x.room, x.member, x.state from unnest($59::bigint[], $60::bigint[], $61::bytea[]) x(room, member, state)
                join done d on d.id = x.room
                on conflict (room, member) do update set state = excluded.state),
            resolved as (
                insert into state_change (position, room, slot, event, member_before, member_now)
                select p.first + x.ordinal, x.room, x.slot, x.event, x.before, x.now
                from unnest($62::bigint[], $63::int[], $64::bigint[], $65::bigint[], $66::text[], $67::text[])
                    x(room, ordinal, slot, event, before, now)
                join placed p on p.room = x.room)""";

    /** What events that relate to others have to do beside; its parameters come last. */
    private static final String RELATED = """
            , related as (
                insert into relation (room, child, position, sender, target, rel_type, key, applies)
                select x.room, x.child, coalesce(p.first + x.ordinal, x.position), x.sender, x.target, x.rel_type, x.key, x.applies
                from unnest($%d::bigint[], $%d::bigint[], $%d::int[], $%d::bigint[], $%d::bigint[], $%d::text[], $%d::text[], $%d::text[],
                    $%d::boolean[]) x(room, child, ordinal, position, sender, target, rel_type, key, applies)
                join placed p on p.room = x.room
                on conflict do nothing)""";

    /** What the entry into a room with a part of its state has to do, and the end of that. */
    private static final String PARTIAL = """
            , superseded as (
                update partial_room o set filled = p.first + x.ordinal
                from unnest($%d::bigint[], $%d::int[]) x(room, ordinal) join placed p on p.room = x.room
                where o.room = x.room and o.filled is null),
            entered as (
                insert into partial_room (room, entered, join_event, base, through, servers)
                select x.room, p.first + x.ordinal, x.event, x.base, x.through, string_to_array(x.servers, ' ')
                from unnest($%d::bigint[], $%d::int[], $%d::bigint[], $%d::bigint[], $%d::text[], $%d::text[])
                    x(room, ordinal, event, base, through, servers)
                join placed p on p.room = x.room),
            grown as (
                update snapshot s set slots = s.slots || x.slots::bigint[], events = s.events || x.events::bigint[]
                from unnest($%d::bigint[], $%d::bigint[], $%d::text[], $%d::text[]) x(room, id, slots, events), done d
                where d.id = x.room and s.room = x.room and s.id = x.id)""";

    private static final int AFTER_PLAIN = 47;
    private static final int AFTER_LINKS = 68;
    private static final int RELATED_PARAMETERS = 9;
    private static final String PLAIN = APPEND.formatted("");
    private static final String LINKED = APPEND.formatted(LINKS);
    private static final String PLAIN_RELATED = APPEND.formatted(related(AFTER_PLAIN));
    private static final String LINKED_RELATED = APPEND.formatted(LINKS + related(AFTER_LINKS));

    /** The statement for appends that have links or relations, or change whether a state is partial, which comes with links. */
    static String of(boolean links, boolean relations, boolean partial) {
        if (partial) {
            int next = AFTER_LINKS + (relations ? RELATED_PARAMETERS : 0);
            return APPEND.formatted(LINKS + (relations ? related(AFTER_LINKS) : "") + PARTIAL.formatted(parameters(next, 12)));
        }
        if (relations) {
            return links ? LINKED_RELATED : PLAIN_RELATED;
        }
        return links ? LINKED : PLAIN;
    }

    private static String related(int from) {
        return RELATED.formatted(parameters(from, RELATED_PARAMETERS));
    }

    private static Object[] parameters(int from, int howMany) {
        return IntStream.range(from, from + howMany).boxed().toArray();
    }

    private AppendSql() {
    }
}
