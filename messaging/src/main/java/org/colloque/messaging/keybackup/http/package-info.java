/** The endpoints of key backups. */
package org.colloque.messaging.keybackup.http;
