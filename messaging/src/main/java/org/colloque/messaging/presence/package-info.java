/** Who is there: in memory only, told from node to node and from server to server. */
package org.colloque.messaging.presence;
