/** Unread counts in PostgreSQL. */
package org.colloque.messaging.push.hibernate;
