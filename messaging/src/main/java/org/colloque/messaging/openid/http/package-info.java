/** The endpoint that gives OpenID tokens. */
package org.colloque.messaging.openid.http;
