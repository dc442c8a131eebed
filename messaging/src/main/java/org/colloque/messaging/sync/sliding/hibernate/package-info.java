/** What connections remember, in SQL. */
package org.colloque.messaging.sync.sliding.hibernate;
