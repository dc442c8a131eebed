/** The one mapping from failures to HTTP answers. */
package org.colloque.messaging.error.http;
