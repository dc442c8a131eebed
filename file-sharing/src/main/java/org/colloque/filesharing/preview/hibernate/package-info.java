/** Previews in PostgreSQL. */
package org.colloque.filesharing.preview.hibernate;
