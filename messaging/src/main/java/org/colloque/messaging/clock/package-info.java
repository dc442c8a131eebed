/** The one source of time; everything else takes a {@link java.time.Clock}. */
package org.colloque.messaging.clock;
