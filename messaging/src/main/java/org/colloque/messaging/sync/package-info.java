/** {@code GET /sync}: one source for each stream, merged by a front. See docs/building.md, "The log". */
package org.colloque.messaging.sync;
