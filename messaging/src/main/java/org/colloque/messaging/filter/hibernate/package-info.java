/** Filters in PostgreSQL. */
package org.colloque.messaging.filter.hibernate;
