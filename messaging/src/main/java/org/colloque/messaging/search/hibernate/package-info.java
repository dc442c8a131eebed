/** The search by PostgreSQL's full text. */
package org.colloque.messaging.search.hibernate;
