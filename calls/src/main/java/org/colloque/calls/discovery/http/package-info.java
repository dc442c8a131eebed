/** The endpoint that lists the transports. */
package org.colloque.calls.discovery.http;
