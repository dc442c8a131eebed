/** Spaces: the tree of rooms below a room. Spec: client-server-api, "Spaces". */
package org.colloque.messaging.space;
