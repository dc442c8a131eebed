/** The token service and its newer form in the client-server API. */
package org.colloque.calls.token.http;
