/** The PostgreSQL that the service brings along: unpacked, initialised, started, watched and stopped by the service itself. */
package org.colloque.messaging.database.embedded;
