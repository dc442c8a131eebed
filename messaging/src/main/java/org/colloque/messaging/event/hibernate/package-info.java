/** Events, states and names in PostgreSQL. */
package org.colloque.messaging.event.hibernate;
