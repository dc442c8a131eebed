/** Dehydrated devices in PostgreSQL. */
package org.colloque.messaging.dehydration.hibernate;
