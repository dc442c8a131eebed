/** Push rules: whether an event notifies a user, and how loudly. */
package org.colloque.protocol.push;
