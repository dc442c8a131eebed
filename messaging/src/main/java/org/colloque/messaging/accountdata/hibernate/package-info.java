/** Account data in PostgreSQL. */
package org.colloque.messaging.accountdata.hibernate;
