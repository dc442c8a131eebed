/** Delayed events in PostgreSQL. */
package org.colloque.messaging.delayed.hibernate;
