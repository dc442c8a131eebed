/** Rooms as clients use them: creating, membership, sending, reading, aliases, the public directory. */
package org.colloque.messaging.room;
