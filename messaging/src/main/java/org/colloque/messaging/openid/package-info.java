/** Tokens with which people show another service who they are. */
package org.colloque.messaging.openid;
