/** Filters: what a client wants to see of rooms and of its own data. */
package org.colloque.messaging.filter;
