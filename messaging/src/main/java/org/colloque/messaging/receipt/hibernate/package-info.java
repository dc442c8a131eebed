/** Receipts in PostgreSQL. */
package org.colloque.messaging.receipt.hibernate;
