/** How an event travels: the pipeline, the stores of events and state, the heads of rooms. See docs/building.md, "Rooms". */
package org.colloque.messaging.event;
