/** What syncs read, in SQL. */
package org.colloque.messaging.sync.hibernate;
