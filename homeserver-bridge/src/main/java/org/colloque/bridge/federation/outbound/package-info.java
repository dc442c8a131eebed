/** What is sent to other servers: one queue a destination, each reading the log from its own durable cursor. */
package org.colloque.bridge.federation.outbound;
