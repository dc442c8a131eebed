/** Spaces over HTTP. */
package org.colloque.messaging.space.http;
