/** E-mail addresses in PostgreSQL. */
package org.colloque.messaging.threepid.hibernate;
