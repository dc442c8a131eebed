-- The position at or below which everything is committed and visible: waits for the writers under way.
create function settled_position() returns bigint language plpgsql as $$
begin
    perform pg_advisory_xact_lock(4865);
    return (select case when is_called then last_value else 0 end from stream_position);
end $$;
