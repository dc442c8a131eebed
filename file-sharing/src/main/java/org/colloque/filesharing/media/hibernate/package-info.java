/** The PostgreSQL side of {@code media}. */
package org.colloque.filesharing.media.hibernate;
