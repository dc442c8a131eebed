/** The store of key backups in PostgreSQL. */
package org.colloque.messaging.keybackup.hibernate;
