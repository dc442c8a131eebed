package org.colloque.messaging.keybackup;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A version of a backup. {@code etag} changes with each change of a key. */
public record BackupVersion(long version, String algorithm, ObjectNode authData, long count, long etag) {
}
