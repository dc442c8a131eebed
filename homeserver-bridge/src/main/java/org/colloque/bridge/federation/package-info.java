/** The server-server API. Spec: server-server-api. */
package org.colloque.bridge.federation;
