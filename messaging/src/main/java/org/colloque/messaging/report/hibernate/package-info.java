/** Reports in PostgreSQL. */
package org.colloque.messaging.report.hibernate;
