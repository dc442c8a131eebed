/** The stores of accounts, devices and tokens in PostgreSQL. */
package org.colloque.messaging.accounts.hibernate;
