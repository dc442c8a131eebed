/** The load program behind {@code ./colloque bench}: measures any homeserver from outside, by the client-server API. */
package org.colloque.bench;
