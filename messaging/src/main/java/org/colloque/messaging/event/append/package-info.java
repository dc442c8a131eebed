/** The optimistic append: what is to be added to a room, decided on its head, and the one statement that adds it to many rooms. */
package org.colloque.messaging.event.append;
