package org.colloque.messaging.database.embedded;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What PostgreSQL is told on its command line, by parameter name.
 *
 * <p>The log never receives statements or their parameters: they are the contents of messages.
 */
public record PostgresSettings(Map<String, String> parameters) {

    public PostgresSettings {
        parameters = Map.copyOf(parameters);
    }

    /** Nothing that was acknowledged is lost by a crash or a power cut; sized for one ministry on a small machine. */
    public static PostgresSettings durable() {
        return new PostgresSettings(Map.ofEntries(
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("max_connections", "64"),
            Map.entry("shared_buffers", "128MB"),
            Map.entry("work_mem", "8MB"),
            Map.entry("maintenance_work_mem", "64MB"),
            Map.entry("wal_buffers", "8MB"),
            Map.entry("wal_level", "replica"),
            Map.entry("max_wal_senders", "0"),
            Map.entry("min_wal_size", "64MB"),
            Map.entry("max_wal_size", "1GB"),
            Map.entry("checkpoint_timeout", "15min"),
            Map.entry("max_logical_replication_workers", "0"),
            Map.entry("max_parallel_workers_per_gather", "0"),
            Map.entry("io_method", "sync"),
            // Plans are kept: a table that grows must be looked at before its plans are bad.
            Map.entry("autovacuum_naptime", "15s"),
            Map.entry("jit", "off"),
            Map.entry("random_page_cost", "1.1"),
            Map.entry("timezone", "UTC"),
            Map.entry("log_min_messages", "warning"),
            Map.entry("log_min_error_statement", "panic"),
            Map.entry("log_parameter_max_length_on_error", "0"),
            Map.entry("log_error_verbosity", "terse"),
            Map.entry("log_checkpoints", "off")));
    }

    /** For tests only: what is written is lost with the machine. */
    public static PostgresSettings fastAndForgetful() {
        return durable()
            .with("fsync", "off")
            .with("synchronous_commit", "off")
            .with("full_page_writes", "off")
            .with("max_connections", "300");
    }

    public PostgresSettings with(String parameter, String value) {
        var changed = new LinkedHashMap<>(parameters);
        changed.put(parameter, value);
        return new PostgresSettings(changed);
    }

    List<String> asArguments() {
        var arguments = new ArrayList<String>();
        parameters.forEach((parameter, value) -> {
            arguments.add("-c");
            arguments.add(parameter + "=" + value);
        });
        return arguments;
    }
}
