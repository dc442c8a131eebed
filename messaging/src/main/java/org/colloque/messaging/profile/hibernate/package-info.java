/** The store of profiles in PostgreSQL. */
package org.colloque.messaging.profile.hibernate;
