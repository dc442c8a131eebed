/** The stores of keys in PostgreSQL. */
package org.colloque.messaging.keys.hibernate;
