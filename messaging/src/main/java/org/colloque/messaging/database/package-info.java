/** Access to PostgreSQL through Hibernate Reactive's stateless sessions, and the notifications between nodes. */
package org.colloque.messaging.database;
