/** Backups of room keys, which their owners have encrypted. */
package org.colloque.messaging.keybackup;
