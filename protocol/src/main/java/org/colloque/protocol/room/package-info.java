/** Room versions as data: which rules apply to the events of a room. */
package org.colloque.protocol.room;
