/** Who is online: in memory only, of the users of this node. */
package org.colloque.messaging.presence;
