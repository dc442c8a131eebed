/** The PostgreSQL side of {@code room}. */
package org.colloque.messaging.room.hibernate;
