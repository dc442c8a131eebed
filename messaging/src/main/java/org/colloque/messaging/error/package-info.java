/** The errors that clients and other servers see, and how they become HTTP answers. */
package org.colloque.messaging.error;
