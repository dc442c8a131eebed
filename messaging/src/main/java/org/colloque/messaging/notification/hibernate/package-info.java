/** What the list of notifications is made from, in PostgreSQL. */
package org.colloque.messaging.notification.hibernate;
