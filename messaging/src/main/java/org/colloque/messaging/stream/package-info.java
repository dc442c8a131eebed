/** The log's tail: positions, recent changes in memory, and who waits for them. See docs/building.md, "The log". */
package org.colloque.messaging.stream;
