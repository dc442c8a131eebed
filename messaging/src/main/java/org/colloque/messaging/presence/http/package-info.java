/** The endpoint of presence. */
package org.colloque.messaging.presence.http;
