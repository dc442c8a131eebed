/** Who is typing: in memory only, told to the other nodes by notifications. */
package org.colloque.messaging.typing;
