/** The endpoints that OAuth 2.0 clients call. */
package org.colloque.messaging.oauth.http;
