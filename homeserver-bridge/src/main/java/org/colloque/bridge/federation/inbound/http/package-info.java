/** The server-server API's endpoints, and the authentication of the servers that call them. */
package org.colloque.bridge.federation.inbound.http;
