/** The signing keys of servers: our own, published, and those of others, fetched and kept. Spec: server-server-api, "Retrieving server keys". */
package org.colloque.bridge.keys;
