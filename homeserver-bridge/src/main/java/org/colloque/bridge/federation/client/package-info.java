/** Requests to other servers, and messaging's ports to them. */
package org.colloque.bridge.federation.client;
