/** Delegated leaves in PostgreSQL. */
package org.colloque.calls.leave.hibernate;
