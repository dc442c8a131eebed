/** Signing keys in PostgreSQL. */
package org.colloque.messaging.signing.hibernate;
