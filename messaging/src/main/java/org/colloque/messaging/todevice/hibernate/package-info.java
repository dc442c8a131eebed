/** The store of messages to devices in PostgreSQL. */
package org.colloque.messaging.todevice.hibernate;
