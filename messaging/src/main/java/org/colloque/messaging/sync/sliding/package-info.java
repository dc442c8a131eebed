/** Simplified Sliding Sync: windows of rooms over the sources of {@code /sync}. Spec: MSC4186. */
package org.colloque.messaging.sync.sliding;
