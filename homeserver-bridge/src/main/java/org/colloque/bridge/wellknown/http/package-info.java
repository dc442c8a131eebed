/** The well-known documents over HTTP. */
package org.colloque.bridge.wellknown.http;
