package org.colloque.interop;

import java.nio.file.Path;

/** Synapse's configuration: on this machine alone, without limits of rate, quick to try a server again that was away. */
record SynapseSettings(String serverName, int port, int tlsPort, Path folder, String secret) {

    String text(Path certificate, Path key, Path authority) {
        return """
            server_name: "%s"
            public_baseurl: "http://127.0.0.1:%d"
            listeners:
              - {port: %d, bind_addresses: ['127.0.0.1'], type: http, tls: false, resources: [{names: [client]}]}
              - {port: %d, bind_addresses: ['127.0.0.1'], type: http, tls: true, resources: [{names: [client, federation]}]}
            tls_certificate_path: "%s"
            tls_private_key_path: "%s"
            federation_custom_ca_list: ["%s"]
            """.formatted(serverName, port, port, tlsPort, certificate, key, authority) + """
            database: {name: sqlite3, args: {database: "%1$s/homeserver.db"}}
            log_config: "%1$s/log.yaml"
            media_store_path: "%1$s/media"
            signing_key_path: "%1$s/signing.key"
            registration_shared_secret: "%2$s"
            """.formatted(folder, secret) + STANDING;
    }

    static String log(Path file) {
        return """
            version: 1
            formatters: {precise: {format: '%%(asctime)s - %%(name)s - %%(lineno)d - %%(levelname)s - %%(request)s - %%(message)s'}}
            handlers: {file: {class: logging.FileHandler, formatter: precise, filename: "%s"}}
            loggers:
              synapse.federation: {level: DEBUG}
              synapse.handlers: {level: DEBUG}
              synapse.http: {level: DEBUG}
              synapse.crypto: {level: DEBUG}
              synapse.event_auth: {level: DEBUG}
              synapse.http.matrixfederationclient: {level: DEBUG}
            root: {level: INFO, handlers: [file]}
            """.formatted(file);
    }

    private static final String STANDING = """
        report_stats: false
        macaroon_secret_key: "a secret of the tests"
        form_secret: "another secret of the tests"
        trusted_key_servers: []
        suppress_key_server_warning: true
        enable_registration: true
        enable_registration_without_verification: true
        bcrypt_rounds: 4
        ip_range_whitelist: ['127.0.0.0/8']
        allow_public_rooms_over_federation: true
        presence: {enabled: true}
        room_list_publication_rules: [{action: allow}]
        federation:
          destination_min_retry_interval: 1s
          destination_max_retry_interval: 2s
          destination_retry_multiplier: 1
          client_timeout: 30s
          max_short_retry_delay: 1s
          max_long_retry_delay: 1s
          max_short_retries: 2
          max_long_retries: 2
        rc_message: {per_second: 10000, burst_count: 10000}
        rc_registration: {per_second: 10000, burst_count: 10000}
        rc_login:
          address: {per_second: 10000, burst_count: 10000}
          account: {per_second: 10000, burst_count: 10000}
          failed_attempts: {per_second: 10000, burst_count: 10000}
        rc_admin_redaction: {per_second: 10000, burst_count: 10000}
        rc_joins:
          local: {per_second: 10000, burst_count: 10000}
          remote: {per_second: 10000, burst_count: 10000}
        rc_joins_per_room: {per_second: 10000, burst_count: 10000}
        rc_3pid_validation: {per_second: 10000, burst_count: 10000}
        rc_invites:
          per_room: {per_second: 10000, burst_count: 10000}
          per_user: {per_second: 10000, burst_count: 10000}
          per_issuer: {per_second: 10000, burst_count: 10000}
        rc_room_creation: {per_second: 10000, burst_count: 10000}
        rc_federation: {window_size: 1000, sleep_limit: 10000, sleep_delay: 1, reject_limit: 10000, concurrent: 100}
        rc_key_requests: {per_second: 10000, burst_count: 10000}
        rc_presence: {per_user: {per_second: 10000, burst_count: 10000}}
        rc_media_create: {per_second: 10000, burst_count: 10000}
        """;
}
