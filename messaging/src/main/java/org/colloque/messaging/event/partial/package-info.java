/** Rooms that were entered with a part of their state, while the rest is fetched. See docs/adr/0013-partial-rooms.md. */
package org.colloque.messaging.event.partial;
