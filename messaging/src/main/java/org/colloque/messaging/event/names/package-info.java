/** The numbers that stand for users, slots, events and rooms inside the database. */
package org.colloque.messaging.event.names;
