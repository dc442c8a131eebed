/** The key with which this server signs events and requests. */
package org.colloque.messaging.signing;
