/** States of rooms: immutable maps in memory, chains of differences in the database, and their resolution. */
package org.colloque.messaging.event.state;
