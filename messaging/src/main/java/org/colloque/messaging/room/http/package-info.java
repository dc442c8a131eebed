/** The HTTP side of {@code room}. */
package org.colloque.messaging.room.http;
